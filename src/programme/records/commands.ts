import type { z } from 'zod'
import { type Card, text } from '../../core/card.ts'
import {
  type Answer,
  type Command,
  defineCommand,
  inConversationLanguage,
  inOwnLanguage,
} from '../../core/command.ts'
import type { PlainKey } from '../../core/i18n.ts'
import type { ProgrammeContext } from '../context.ts'
import type { Registry } from '../places/registry.ts'
import { mayReadRecord, requireWriteRecord } from '../subject.ts'
import { cardsOf } from './cards.ts'
import { recordsOf } from './changes.ts'
import { columnsOf, newContent, valuesOf } from './content.ts'
import { filesGiven, showFiles } from './files.ts'
import { type EnterForm, editForm, enterForm, referenceForm } from './forms.ts'
import { hearsEdit, hearsEnter, hearsShow, type Names } from './hears.ts'
import { keepWords } from './keep.ts'
import { type Content, cancelled, type RecordFields, type RecordKind, writingAccess } from './kind.ts'
import { naming, topicOf, viewFor } from './show.ts'

/** What a command says of itself. */
export interface Named extends Names {
  readonly byDefault?: boolean
  readonly summary: PlainKey
  readonly examples: readonly [PlainKey, PlainKey, PlainKey]
}

type Values = Readonly<Record<string, unknown>>

/** Enters a record and shows what was understood. */
export const enterRecord = <C extends Content, F extends RecordFields<C>>(
  kind: RecordKind<C, F>,
  registry: Registry,
  context: ProgrammeContext,
  values: z.infer<EnterForm<F>>,
): Promise<Answer> => enterContent(kind, registry, context, newContent(kind, values), values)

/** The same where not all of what a record says was given. */
export const enterContent = async <C extends Content>(
  kind: RecordKind<C>,
  registry: Registry,
  context: ProgrammeContext,
  content: C,
  values: Values,
): Promise<Answer> => {
  const { record, notes } = await recordsOf(kind, registry).enter(context, content, filesGiven(values))
  const { reference } = record
  const said = context.translate('records.entered', naming(kind, context.translate, reference))
  const card = cardsOf(kind, registry).doneCard(viewFor(context, values), said, record, notes)
  return {
    card,
    record: reference,
    about: aboutRecord(reference),
    ...(livesOn(context, card) &&
      mayReadRecord(context, registry, record) && { topic: topicOf(kind, reference) }),
  }
}

/** Where others read along a record's card lives on, and every change of the record edits it. Pictures cannot be edited. */
const livesOn = ({ request }: ProgrammeContext, { blocks }: Card): boolean =>
  !request.private && blocks.every(({ type }) => type !== 'file' && type !== 'image')

/** Plain words that follow go on from the record. */
export const aboutRecord = (reference: string) => ({ kind: 'record', reference }) as const

/** Changes a record and shows what is different in it. */
const editRecord = async <C extends Content>(
  kind: RecordKind<C>,
  registry: Registry,
  context: ProgrammeContext,
  reference: string,
  values: Values,
): Promise<Answer> => {
  const [records, cards] = [recordsOf(kind, registry), cardsOf(kind, registry)]
  const { translate } = context
  const view = viewFor(context, values)
  const changed = await records.edit(context, reference, values)
  const named = naming(kind, translate, reference)
  const about = aboutRecord(reference)
  if (changed.before === changed.after) return { card: cards.unchangedCard(view, changed.after), about }
  const card = cards.changeCard(view, translate('records.edited', named), changed)
  return { card, record: reference, about }
}

/** Enters a record. Editing the message that entered one edits it. */
export const enterCommand = <C extends Content, F extends RecordFields<C>>(
  kind: RecordKind<C, F>,
  registry: Registry,
  named: Named,
): Command<ProgrammeContext, EnterForm<F>> => {
  const form = enterForm(kind)
  return {
    ...named,
    access: writingAccess(kind),
    effect: 'write',
    asks: true,
    form,
    keep: keepWords(kind, registry, form),
    hears: hearsEnter(kind, form, named),
    check: async (context, known) => {
      const { pairId } = columnsOf(kind, known)
      if (pairId !== undefined) requireWriteRecord(context, registry, { pairId }, kind)
    },
    run: (context, values) => enterRecord(kind, registry, context, values),
    amend: (context, reference, values) => editRecord(kind, registry, context, reference, values),
  }
}

/** Shows a record. */
export const showCommand = <C extends Content>(
  kind: RecordKind<C>,
  registry: Registry,
  named: Named,
): Command<ProgrammeContext> => {
  const form = referenceForm(kind)
  return defineCommand({
    ...named,
    access: 'read',
    effect: 'read',
    form,
    hears: hearsShow(kind, form),
    run: async (context: ProgrammeContext, { reference }) => {
      const card = await showRecord(kind, registry, inConversationLanguage(context), reference)
      const topic = livesOn(context, card) ? { topic: topicOf(kind, reference) } : {}
      return { card, about: aboutRecord(reference), ...topic }
    },
  })
}

export const showRecord = async <C extends Content>(
  kind: RecordKind<C>,
  registry: Registry,
  context: ProgrammeContext,
  reference: string,
): Promise<Card> => {
  // A refusal is for the person who asked.
  const record = await recordsOf(kind, registry).read(inOwnLanguage(context), reference)
  const view = viewFor(context)
  const { blocks } = cardsOf(kind, registry).recordCard(view, record)
  return { blocks: [...blocks, ...(kind.takesFiles ? await showFiles(context, view, reference) : [])] }
}

/** Changes what is given by key and value; with the reference alone it shows the record, and how to change it. */
export const editCommand = <C extends Content>(
  kind: RecordKind<C>,
  registry: Registry,
  named: Named,
): Command<ProgrammeContext> => {
  const form = editForm(kind)
  return defineCommand({
    ...named,
    access: writingAccess(kind),
    effect: 'write',
    changes: true,
    form,
    hears: hearsEdit(kind, form, named),
    keep: keepWords(kind, registry, form),
    standing: async (context: ProgrammeContext, { reference }) => {
      if (reference === undefined) return undefined
      const record = await recordsOf(kind, registry).peek(context, reference)
      return record && valuesOf(kind, record)
    },
    check: async (context: ProgrammeContext, { reference }) => {
      if (reference !== undefined) await recordsOf(kind, registry).toChange(context, reference)
    },
    run: async (context: ProgrammeContext, { reference, ...values }) => {
      if (Object.values(values).some((value) => value !== undefined))
        return editRecord(kind, registry, context, reference, values)
      const record = await recordsOf(kind, registry).read(context, reference)
      const { blocks } = cardsOf(kind, registry).recordCard(viewFor(context), record)
      const about = aboutRecord(reference)
      if (record.state === cancelled) return { card: { blocks }, about }
      const { translate } = context
      const example = translate(named.examples[0]).replace(translate(kind.referenceExample), reference)
      const how = text(translate('records.howToEdit', { example }), 'quiet')
      return { card: { blocks: [...blocks, how] }, about }
    },
  })
}
