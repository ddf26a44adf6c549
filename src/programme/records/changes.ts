import { type CardAction, lineAction } from '../../core/card.ts'
import { UserError } from '../../core/errors.ts'
import type { FileEntry } from '../../core/fields/file.ts'
import { notice } from '../../core/i18n.ts'
import { yearOf } from '../../core/time/day.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import type { ProgrammeContext } from '../context.ts'
import type { Registry } from '../places/registry.ts'
import { mayLearnOf, mayReadRecord, requireReadRecord, requireWriteRecord } from '../subject.ts'
import { refreshTopic } from '../topics.ts'
import { type AuditRecord, writeAudit } from './audit.ts'
import { type Changed, cardsOf } from './cards.ts'
import { sameContent, toColumns, withValues } from './content.ts'
import { addFiles, filesGiven, newFiles, type Removed, takeFilesAway } from './files.ts'
import { type Content, cancelled, type RecordKind, type RecordOf } from './kind.ts'
import { mistypedFor, nextReference } from './references.ts'
import { selectRecords } from './select.ts'
import { listLine, naming, publicView, topicOf } from './show.ts'
import { insertRecord, updateRecord } from './write.ts'

/** A record that was just entered, and what is to be said about it. */
export interface Entered<C extends Content> {
  readonly record: RecordOf<C>
  readonly notes: Changed<C>['notes']
}

/** Buttons of records that may be meant instead of one that is not there. */
const mostNear = 3

/** Reads and changes records of one kind: rights, versions, the audit and the way back are the same for all. */
export const recordsOf = <C extends Content>(kind: RecordKind<C>, registry: Registry) => {
  const named = (context: ProgrammeContext, reference: string) => naming(kind, context.translate, reference)

  const lookUp = async (
    { transaction }: ProgrammeContext,
    reference: string,
  ): Promise<RecordOf<C> | undefined> => {
    const [record] = await selectRecords(kind, transaction, Prisma.sql`WHERE reference = ${reference}`)
    return record
  }

  /** Where there is no such record: those that may be meant, as far as they may be read, and the list. */
  const instead = async (context: ProgrammeContext, reference: string): Promise<CardAction[]> => {
    const { transaction, translate } = context
    const near = await selectRecords(
      kind,
      transaction,
      Prisma.sql`WHERE reference IN (${Prisma.join(mistypedFor(reference))}) ORDER BY id DESC LIMIT ${mostNear}`,
    )
    const readable = near.filter((record) => mayReadRecord(context, registry, record))
    const list = lineAction(translate(kind.listLabel), listLine(kind, undefined, translate))
    return [
      ...readable.map((record) => lineAction(record.reference, `/${kind.word} show ${record.reference}`)),
      list,
    ]
  }

  /** What the caller may not learn of is as what is not there. */
  const find = async (context: ProgrammeContext, reference: string): Promise<RecordOf<C>> => {
    const record = await lookUp(context, reference)
    if (record && mayLearnOf(context, registry, record)) return record
    const offers = await instead(context, reference)
    throw new UserError(notice('records.unknown', named(context, reference)), 'reference', offers)
  }

  /** The record, if it may be read by the person who asks. */
  const read = async (context: ProgrammeContext, reference: string): Promise<RecordOf<C>> => {
    const record = await find(context, reference)
    requireReadRecord(context, registry, record)
    return record
  }

  /** The record, if it may be written by the person who asks. */
  const own = async (context: ProgrammeContext, reference: string): Promise<RecordOf<C>> => {
    const record = await find(context, reference)
    requireWriteRecord(context, registry, record, kind)
    return record
  }

  /** The record, if it may be changed by the person who asks: what is cancelled stays as it is. */
  const toChange = async (context: ProgrammeContext, reference: string): Promise<RecordOf<C>> => {
    const record = await own(context, reference)
    if (record.state === cancelled)
      throw new UserError(notice('records.alreadyCancelled', named(context, reference)))
    return record
  }

  /** The record with the number that the change left it with, and with what others say of it by now. */
  const numbered = (context: ProgrammeContext, record: RecordOf<C>): Promise<RecordOf<C>> | RecordOf<C> =>
    kind.isNumbered || kind.besides ? find(context, record.reference) : record

  const enter = async (
    context: ProgrammeContext,
    given: C,
    files: readonly FileEntry[] = [],
  ): Promise<Entered<C>> => {
    const { transaction, caller, clock, request } = context
    const content = kind.begun?.(given, context) ?? given
    requireWriteRecord(context, registry, content, kind)
    await kind.check?.(context, content, undefined)
    const said = kind.content.parse(content) as C
    const origin = {
      reference: await nextReference(transaction, kind, yearOf(clock.today())),
      account: caller.account,
      conversation: request.conversation,
    }
    const made = await insertRecord(kind, transaction, {
      ...toColumns(said),
      ...origin,
      officerId: caller.officer?.id ?? null,
      side: caller.officer?.side ?? null,
      createdAt: clock.now(),
      updatedAt: clock.now(),
    })
    const record: RecordOf<C> = { ...said, ...origin, id: made.id, version: made.version }
    await writeAudit(context, {
      feature: kind.feature,
      reference: origin.reference,
      pairId: said.pairId ?? undefined,
      action: 'enter',
      after: said,
      version: made.version,
    })
    const notes = (await kind.changed?.(context, record, undefined)) ?? []
    return {
      record: await numbered(context, record),
      notes: [...notes, ...(await addFiles(context, record, files))],
    }
  }

  /** Everything that every change does: the check that nobody was faster, the new version, the audit, the cards that stand. */
  const save = async (
    context: ProgrammeContext,
    before: RecordOf<C>,
    content: C,
    action: string,
    { undoes, files = [] }: { readonly undoes?: bigint; readonly files?: readonly FileEntry[] } = {},
  ): Promise<Changed<C>> => {
    const { reference, version } = before
    if (content.pairId !== before.pairId) requireWriteRecord(context, registry, content, kind)
    await kind.check?.(context, content, before)
    const said = kind.content.parse(content) as C
    const next = version + 1
    const isWritten = await updateRecord(
      kind,
      context.transaction,
      before,
      toColumns(said),
      context.clock.now(),
    )
    if (!isWritten) throw new UserError(notice('records.changedMeanwhile', named(context, reference)))
    await writeAudit(context, {
      feature: kind.feature,
      reference,
      pairId: content.pairId ?? undefined,
      action,
      before: kind.content.parse(before),
      after: said,
      version: next,
      ...(undoes !== undefined && { undoes }),
    })
    const changed: RecordOf<C> = { ...before, ...said, version: next }
    const notes = (await kind.changed?.(context, changed, before)) ?? []
    const after = await numbered(context, changed)
    await refreshTopic(context, topicOf(kind, reference), (translate, names) =>
      cardsOf(kind, registry).recordCard(publicView(context.clock.today(), translate, names), after),
    )
    return { before, after, notes: [...notes, ...(await addFiles(context, after, files))] }
  }

  return {
    /** What a record says, as far as there is one: only to read what shall change of it, which `edit` allows or refuses. */
    peek: lookUp,
    read,
    own,
    toChange,
    enter,
    save,
    /** New values for some fields. What comes to the same is not written: `before` and `after` are then one. */
    edit: async (
      context: ProgrammeContext,
      reference: string,
      values: Readonly<Record<string, unknown>>,
    ): Promise<Changed<C>> => {
      const before = await toChange(context, reference)
      const after = withValues(kind, before, values)
      const files = await newFiles(context, reference, filesGiven(values))
      return sameContent(kind, before, after) && files.length === 0
        ? { before, after: before, notes: [] }
        : save(context, before, after, 'edit', { files })
    },
    /** Takes a change back, as a new version: what was entered becomes cancelled, anything else what it was before. */
    undo: async (
      context: ProgrammeContext,
      entry: AuditRecord,
    ): Promise<Changed<C> & { readonly removed: Removed }> => {
      const before = await own(context, entry.reference)
      if (!sameContent(kind, before, kind.content.parse(entry.after) as C))
        throw new UserError(notice('records.changedSince', named(context, entry.reference)))
      const content = entry.before ? (kind.content.parse(entry.before) as C) : { ...before, state: cancelled }
      const changed = await save(context, before, content, 'undo', { undoes: entry.id })
      // What was entered stays as it was filed, though it does not count any more.
      const removed =
        entry.before && entry.version !== undefined
          ? await takeFilesAway(context, changed.after, entry.version)
          : ({ count: 0, kind: 'files' } as const)
      return { ...changed, removed }
    },
  }
}
