import type { Reading } from '../../../core/form/field.ts'
import { showPhase } from '../../../programme/records/show.ts'
import type { Project } from '../content.ts'
import type { ProjectKind } from '../kind.ts'
import type { StageLimits } from './limits.ts'

/** Who is late with which stage, and by how much. */
export const overdueLine = (
  kind: ProjectKind,
  limits: StageLimits,
  project: Project,
  reading: Reading,
): string =>
  reading.translate('projects.limit.line', {
    reference: project.reference,
    name: project.name,
    stage: showPhase(kind, project, reading),
    unit: project.stageUnit ?? project.unit ?? 'none',
    workdays: limits.overBy(project, reading.today),
  })
