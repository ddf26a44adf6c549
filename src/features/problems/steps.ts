import type { Command } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import { notice } from '../../core/i18n.ts'
import { ProblemState } from '../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { Registry } from '../../programme/places/registry.ts'
import type { Named } from '../../programme/records/commands.ts'
import { ask } from '../../programme/records/forms.ts'
import { stepCommand } from '../../programme/records/steps.ts'
import { isWaiting, type ProblemKind } from './kind.ts'

/** Somebody takes the problem on: its clock stops. */
export const acknowledgeCommand = (
  kind: ProblemKind,
  registry: Registry,
  named: Named,
): Command<ProgrammeContext> =>
  stepCommand(kind, registry, named, {
    action: 'acknowledge',
    form: {},
    check: (problem) => {
      if (problem.state === ProblemState.resolved)
        throw new UserError(notice('problems.alreadyResolved', { reference: problem.reference }))
    },
    become: (problem, _values, { clock }) =>
      isWaiting(problem)
        ? { ...problem, state: ProblemState.acknowledged, stoppedOn: clock.today() }
        : problem,
    say: (translate, { reference }) => translate('problems.acknowledge.done', { reference }),
  })

/** What came of it; a later note replaces it. */
export const resolveCommand = (
  kind: ProblemKind,
  registry: Registry,
  named: Named,
): Command<ProgrammeContext> =>
  stepCommand(kind, registry, named, {
    action: 'resolve',
    form: { result: ask(kind, 'result') },
    takesFiles: true,
    become: (problem, { result }, { clock }) => ({
      ...problem,
      state: ProblemState.resolved,
      stoppedOn: problem.stoppedOn ?? clock.today(),
      result,
    }),
    say: (translate, { reference }) => translate('problems.resolve.done', { reference }),
  })

/** It stands in the way again: the clock begins anew. What was noted when it was resolved stays in the audit. */
export const reopenCommand = (
  kind: ProblemKind,
  registry: Registry,
  named: Named,
): Command<ProgrammeContext> =>
  stepCommand(kind, registry, named, {
    action: 'reopen',
    form: { reopened: ask(kind, 'reopened') },
    check: (problem) => {
      if (isWaiting(problem))
        throw new UserError(notice('problems.stillOpen', { reference: problem.reference }))
    },
    become: (problem, { reopened }, { clock }) => ({
      ...problem,
      state: ProblemState.reopened,
      raisedOn: clock.today(),
      stoppedOn: null,
      result: null,
      reopenReason: reopened,
    }),
    say: (translate, { reference }) => translate('problems.reopen.done', { reference }),
  })
