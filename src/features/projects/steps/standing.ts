import { UserError } from '../../../core/errors.ts'
import { notice } from '../../../core/i18n.ts'
import { ProjectState } from '../../../generated/prisma/enums.ts'
import type { Project } from '../content.ts'

/** Refuses what cannot be done with a project that is suspended. */
export const requireStage = ({ state, reference }: Project): void => {
  if (state === ProjectState.suspended) throw new UserError(notice('projects.suspend.first', { reference }))
}
