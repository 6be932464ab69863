#include "widgets/trajectory_vtp.h"

#include <vtkCellArray.h>
#include <vtkCellData.h>
#include <vtkDoubleArray.h>
#include <vtkIntArray.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkStringArray.h>
#include <vtkUnsignedCharArray.h>
#include <vtkXMLPolyDataWriter.h>

namespace whydah {
namespace {

struct Chains {
    vtkNew<vtkPoints> points;
    vtkNew<vtkCellArray> lines, dots;
    vtkNew<vtkUnsignedCharArray> colours;
    vtkNew<vtkIntArray> shots, labels, train, entry, kinds;
    vtkNew<vtkDoubleArray> norms;
    vtkNew<vtkStringArray> names;
};

void add(Chains& out, const ClassTrajectory& chain, int kind, const TrajectoryColours& colours) {
    vtkCellArray* cells = chain.points.size() == 1 ? out.dots : out.lines;
    cells->InsertNextCell(static_cast<vtkIdType>(chain.points.size()));
    for (const TrajectoryPoint& point : chain.points) {
        cells->InsertCellPoint(out.points->InsertNextPoint(point.position.data()));
        const QColor colour = colours.of(chain.label, point.shot, false);
        out.colours->InsertNextTuple3(colour.red(), colour.green(), colour.blue());
        out.shots->InsertNextValue(static_cast<int>(point.shot));
        out.norms->InsertNextValue(point.norm);
    }
    out.labels->InsertNextValue(static_cast<int>(chain.label));
    out.train->InsertNextValue(static_cast<int>(chain.train));
    out.entry->InsertNextValue(static_cast<int>(chain.entry_block));
    out.kinds->InsertNextValue(kind);
    out.names->InsertNextValue(chain.name);
}

} // namespace

QByteArray trajectories_vtp(const Trajectories& t, const TrajectoryColours& colours) {
    Chains all;
    all.points->SetDataTypeToDouble();
    all.colours->SetNumberOfComponents(3);
    all.colours->SetName("colour");
    all.shots->SetName("shots (0: many)");
    all.norms->SetName("norm");
    all.labels->SetName("label");
    all.train->SetName("training images");
    all.entry->SetName("entry block");
    all.kinds->SetName("chain (0 test time, 1 measured, 2 predicted)");
    all.names->SetName("class");
    // Cell data come in VTK's order: vertices before lines.
    for (const bool single : {true, false}) {
        int kind = 0;
        for (const auto* chains : {&t.classes, &t.measured, &t.regressed}) {
            for (const ClassTrajectory& chain : *chains)
                if (!chain.points.empty() && (chain.points.size() == 1) == single) add(all, chain, kind, colours);
            ++kind;
        }
    }
    const vtkNew<vtkPolyData> data;
    data->SetPoints(all.points);
    data->SetVerts(all.dots);
    data->SetLines(all.lines);
    data->GetPointData()->SetScalars(all.colours);
    data->GetPointData()->AddArray(all.shots);
    data->GetPointData()->AddArray(all.norms);
    for (vtkAbstractArray* array :
         std::initializer_list<vtkAbstractArray*>{all.labels, all.train, all.entry, all.kinds, all.names})
        data->GetCellData()->AddArray(array);
    const vtkNew<vtkXMLPolyDataWriter> writer;
    writer->SetInputData(data);
    writer->SetWriteToOutputString(true);
    writer->Write();
    return QByteArray::fromStdString(writer->GetOutputString());
}

} // namespace whydah
