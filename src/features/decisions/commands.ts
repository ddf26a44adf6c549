import { type Command, defineCommand } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import { file } from '../../core/fields/file.ts'
import { text } from '../../core/fields/text.ts'
import { field } from '../../core/form/field.ts'
import { notice } from '../../core/i18n.ts'
import { DecisionState } from '../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { pairOfWords } from '../../programme/fields/leading-pair.ts'
import type { Registry } from '../../programme/places/registry.ts'
import { enterCommand, enterRecord, type Named } from '../../programme/records/commands.ts'
import { filesGiven } from '../../programme/records/files.ts'
import { ask } from '../../programme/records/forms.ts'
import { stepCommand } from '../../programme/records/steps.ts'
import { hearsAgreed } from './hears.ts'
import type { DecisionKind } from './kind.ts'
import { laterField, laterThan } from './later.field.ts'
import { minutedBy } from './locked.ts'

const pairOfMeeting = async (
  { transaction }: ProgrammeContext,
  tools: FeatureTools,
  meeting: string | undefined,
): Promise<number | undefined> => {
  const standing = meeting === undefined ? undefined : await minutedBy(tools)?.standing(transaction, meeting)
  return standing?.pairId ?? undefined
}

/** Enters what was agreed; the pair is the meeting's, the channel's, or the one that the words name, where nobody says it. */
export const addCommand = (
  kind: DecisionKind,
  tools: FeatureTools,
  named: Named,
): Command<ProgrammeContext> => {
  const { registry } = tools
  const enter = enterCommand(kind, registry, named)
  return defineCommand({
    ...enter,
    hears: (sentence, reading) => [
      ...(enter.hears?.(sentence, reading) ?? []),
      ...hearsAgreed(sentence, reading),
    ],
    run: async (context: ProgrammeContext, values) => {
      const ofMeeting = await pairOfMeeting(context, tools, values.meeting)
      const pair = values.pair ?? ofMeeting ?? pairOfWords(context, registry, values.about)
      if (pair === undefined) throw new UserError(notice('programme.whichPair'), 'pair')
      return enterRecord(kind, registry, context, { ...values, pair })
    },
  })
}

/** It is done: a note says what came of it, or a file shows it. */
export const doneCommand = (
  kind: DecisionKind,
  registry: Registry,
  named: Named,
): Command<ProgrammeContext> =>
  stepCommand(kind, registry, named, {
    action: 'done',
    form: { result: ask(kind, 'result').optional() },
    takesFiles: true,
    become: (decision, { result, ...values }, { reading }) => {
      const files = filesGiven(values)
      const said = result ?? (files.length > 0 ? file().show(files, reading) : decision.result)
      if (said === null) throw new UserError(notice('decisions.noteOrFile'), 'result')
      return { ...decision, state: DecisionState.done, result: said }
    },
    say: (translate, { reference }) => translate('decisions.done.done', { reference }),
  })

/** A later day, for a reason, and no number of workdays: from which day they count nobody would know. What was agreed before stays readable. */
export const postponeCommand = (
  kind: DecisionKind,
  registry: Registry,
  named: Named,
): Command<ProgrammeContext> =>
  stepCommand(kind, registry, named, {
    action: 'postpone',
    again: true,
    form: {
      due: field(laterField(), {
        label: 'decisions.field.newDue',
        example: 'decisions.example.newDue',
        keys: ['期限', '限期', '延至', 'by', 'to', 'until'],
      }),
      reason: field(text({ maximum: 300 }), {
        label: 'decisions.field.reason',
        example: 'decisions.example.reason',
        keys: ['原因', '理由'],
        freeText: true,
      }),
    },
    check: ({ state, reference }) => {
      if (state === DecisionState.done) throw new UserError(notice('decisions.alreadyDone', { reference }))
    },
    become: (decision, { due, reason }) => {
      const dueOn = laterThan(decision.dueOn, due)
      if (dueOn <= decision.dueOn) throw new UserError(notice('decisions.notLater'), 'due')
      const line = `${decision.dueOn} → ${dueOn} · ${reason}`
      return {
        ...decision,
        state: DecisionState.postponed,
        dueOn,
        postponements: decision.postponements === null ? line : `${decision.postponements}\n${line}`,
      }
    },
    say: (translate, { reference }) => translate('decisions.postpone.done', { reference }),
  })
