#include "widgets/plot.h"
