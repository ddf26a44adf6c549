import { z } from 'zod'
import { type Command, defineCommand } from '../../core/command.ts'
import { text } from '../../core/fields/text.ts'
import { field } from '../../core/form/field.ts'
import type { Translator } from '../../core/i18n.ts'
import type { ProgrammeContext } from '../context.ts'
import type { Registry } from '../places/registry.ts'
import { cardsOf } from './cards.ts'
import { recordsOf } from './changes.ts'
import type { Named } from './commands.ts'
import { filesGiven } from './files.ts'
import { askReference, filesShape } from './forms.ts'
import { type Content, cancelled, type RecordKind, type RecordOf } from './kind.ts'
import { naming, viewFor } from './show.ts'

type Shape = Readonly<Record<string, z.ZodType>>

/** A step of a record's life (`done`, `resolve`): what is asked for, and what the content becomes. */
export interface Step<C extends Content, Asked extends Shape> {
  /** In the audit. */
  readonly action: string
  /** Form fields, beside the reference. */
  readonly form: Asked
  /** The step may bring photos and documents, if its kind takes any. */
  readonly takesFiles?: boolean
  /** Refuses the step at this time: throws `UserError`. */
  check?(record: RecordOf<C>, context: ProgrammeContext): void
  become(record: RecordOf<C>, values: z.infer<z.ZodObject<Asked>>, context: ProgrammeContext): C
  say(translate: Translator, named: ReturnType<typeof naming>): string
}

export const stepCommand = <C extends Content, Asked extends Shape>(
  kind: RecordKind<C>,
  registry: Registry,
  named: Named,
  step: Step<C, Asked>,
): Command<ProgrammeContext> => {
  const records = recordsOf(kind, registry)
  const ready = async (context: ProgrammeContext, reference: string): Promise<RecordOf<C>> => {
    const record = await records.toChange(context, reference)
    step.check?.(record, context)
    return record
  }
  return defineCommand<ProgrammeContext, z.ZodObject<Shape>>({
    ...named,
    access: 'write',
    effect: 'write',
    form: z.object({
      reference: askReference(kind),
      ...step.form,
      ...(step.takesFiles && filesShape(kind)),
    }),
    check: async (context, { reference }) => {
      if (reference !== undefined) await ready(context, String(reference))
    },
    run: async (context, values) => {
      const reference = String(values.reference)
      const before = await ready(context, reference)
      const content = step.become(before, values as z.infer<z.ZodObject<Asked>>, context)
      const { after, notes } = await records.save(context, before, content, step.action, {
        files: filesGiven(values),
      })
      const said = step.say(context.translate, naming(kind, context.translate, reference))
      return { card: cardsOf(kind, registry).doneCard(viewFor(context, values), said, after, notes) }
    },
  })
}

/** Calls a record off, for a reason if one is given. */
export const cancelCommand = <C extends Content>(
  kind: RecordKind<C>,
  registry: Registry,
  named: Named,
): Command<ProgrammeContext> =>
  stepCommand(kind, registry, named, {
    action: 'cancel',
    form: {
      reason: field(text(), {
        label: 'records.cancelReason',
        example: 'records.cancelReasonExample',
        keys: ['原因', '理由'],
        freeText: true,
      }).optional(),
    },
    become: (record, { reason }) => ({ ...record, state: cancelled, cancelReason: reason ?? null }),
    say: (translate, named) => translate('records.cancelled', named),
  })
