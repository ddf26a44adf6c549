import { z } from 'zod'
import { type Command, defineCommand } from '../../core/command.ts'
import { text } from '../../core/fields/text.ts'
import { field } from '../../core/form/field.ts'
import type { Translator } from '../../core/i18n.ts'
import type { ProgrammeContext } from '../context.ts'
import type { Registry } from '../places/registry.ts'
import { cardsOf } from './cards.ts'
import { recordsOf } from './changes.ts'
import { aboutRecord, type Named } from './commands.ts'
import { differences, sameContent } from './content.ts'
import { filesGiven, newFiles } from './files.ts'
import { askReference, filesShape } from './forms.ts'
import { hearsStep } from './hears.ts'
import { type HeldText, keepWords } from './keep.ts'
import { type Content, cancelled, type RecordKind, type RecordOf, writingAccess } from './kind.ts'
import { naming, viewFor } from './show.ts'

type Shape = Readonly<Record<string, z.ZodType>>

/** A step of a record's life (`done`, `resolve`): what is asked for, and what the content becomes. */
export interface Step<C extends Content, Asked extends Shape> {
  /** In the audit. */
  readonly action: string
  /** Form fields, beside the reference. */
  readonly form: Asked
  /** The text that words which nobody understood are added to; the kind's field of the free text's name when absent. */
  readonly holds?: HeldText<C>
  /** Taking it again is no correction of what stood. */
  readonly again?: boolean
  /** It is answered with all that the record now says, whatever it replaced. */
  readonly whole?: boolean
  /** The step may bring photos and documents, if its kind takes any. */
  readonly takesFiles?: boolean
  /** Refuses the step at this time: throws `UserError`. */
  check?(record: RecordOf<C>, context: ProgrammeContext): void
  become(record: RecordOf<C>, values: z.infer<z.ZodObject<Asked>>, context: ProgrammeContext): C
  /** What the record was in between, in order: each is kept as a version of its own. */
  between?(before: RecordOf<C>, after: C): readonly C[]
  say(
    translate: Translator,
    named: ReturnType<typeof naming>,
    changed: { readonly before: C; readonly after: C },
  ): string
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
  const form = z.object({
    reference: askReference(kind),
    ...step.form,
    ...(step.takesFiles && filesShape(kind)),
  })
  return defineCommand<ProgrammeContext, z.ZodObject<Shape>>({
    ...named,
    access: writingAccess(kind),
    effect: 'write',
    form,
    keep: keepWords(kind, registry, form, step.holds),
    hears: hearsStep(kind, named, step.action !== 'cancel'),
    check: async (context, { reference }) => {
      if (reference !== undefined) await ready(context, String(reference))
    },
    run: async (context, values) => {
      const reference = String(values.reference)
      const before = await ready(context, reference)
      const content = step.become(before, values as z.infer<z.ZodObject<Asked>>, context)
      const files = await newFiles(context, reference, filesGiven(values))
      const cards = cardsOf(kind, registry)
      const view = viewFor(context, values)
      if (sameContent(kind, before, content) && files.length === 0)
        return { card: cards.unchangedCard(view, before), about: aboutRecord(reference) }
      let latest = before
      for (const passed of step.between?.(before, content) ?? [])
        latest = (await records.save(context, latest, passed, step.action)).after
      const changed = { ...(await records.save(context, latest, content, step.action, { files })), before }
      const { translate } = context
      const named = naming(kind, translate, reference)
      // What stood there already is not filed but replaced: both are shown.
      const replaces =
        !step.whole &&
        differences(kind, before, content).some(
          (name) => kind.fields[name]?.given !== 'never' && kind.fields[name]?.get(before) !== undefined,
        )
      const said =
        replaces && !step.again && before.state === content.state
          ? translate('records.edited', named)
          : step.say(translate, named, changed)
      return {
        about: aboutRecord(reference),
        card: replaces
          ? cards.changeCard(view, said, changed)
          : cards.doneCard(view, said, changed.after, changed.notes),
      }
    },
  })
}

/** A reason stands behind a label that says so. */
const withoutBecause = (reason: string): string =>
  reason.replace(/^(?:because(?:\s+of)?|due\s+to|因为|由于)[\s:：]*(?=\S)/iu, '')

/** Calls a record off, for a reason if one is given. */
export const cancelCommand = <C extends Content>(
  kind: RecordKind<C>,
  registry: Registry,
  named: Named,
): Command<ProgrammeContext> =>
  stepCommand(
    kind,
    registry,
    { ...named, plain: named.plain ?? 'records.plain.cancel' },
    {
      action: 'cancel',
      form: {
        reason: field(text(), {
          label: 'records.cancelReason',
          example: 'records.cancelReasonExample',
          keys: ['原因', '理由'],
          freeText: true,
        }).optional(),
      },
      holds: {
        get: ({ cancelReason }) => cancelReason ?? undefined,
        put: (content, cancelReason) => ({ ...content, cancelReason }),
      },
      become: (record, { reason }) => ({
        ...record,
        state: cancelled,
        cancelReason: reason === undefined ? null : withoutBecause(reason),
      }),
      say: (translate, named) =>
        kind.sayCancelled?.(translate, named.reference) ?? translate('records.cancelled', named),
    },
  )
