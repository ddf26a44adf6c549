import { isDeepStrictEqual } from 'node:util'
import type { Block } from '../../../core/card.ts'
import { UserError } from '../../../core/errors.ts'
import type { FileEntry } from '../../../core/fields/file.ts'
import { notice } from '../../../core/i18n.ts'
import { toInstant } from '../../../core/time/day.ts'
import type { Transaction } from '../../../db/database.ts'
import { Prisma } from '../../../generated/prisma/client.ts'
import { MinutesState } from '../../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import { type AuditRecord, writeAudit } from '../../../programme/records/audit.ts'
import { addFiles, takeFilesAway } from '../../../programme/records/files.ts'
import type { Meeting } from '../content.ts'
import { type Minutes, type MinutesContent, minutesContent } from './content.ts'

/** Minutes have versions of their own, and so a reference of their own in the audit, beneath that of the meeting. */
const beneath = '/MINUTES'
export const referenceOfMinutes = ({ reference }: Pick<Meeting, 'reference'>): string =>
  `${reference}${beneath}`

/** The meeting whose minutes an entry is about; undefined where it is about none. */
export const meetingOf = ({ reference }: Pick<AuditRecord, 'reference'>): string | undefined =>
  reference.endsWith(beneath) ? reference.slice(0, -beneath.length) : undefined

/** The minutes of a meeting, those that were taken back too. */
const findKept = async (
  transaction: Transaction,
  { id }: Pick<Meeting, 'id'>,
): Promise<Minutes | undefined> => {
  const row = await transaction.minutes.findUnique({ where: { meetingId: id } })
  if (!row) return undefined
  const { version, updatedAt, confirmedAt, finalAt, ...rest } = row
  const said = minutesContent.parse({
    ...rest,
    confirmedAt: confirmedAt && toInstant(confirmedAt),
    finalAt: finalAt && toInstant(finalAt),
  })
  return { ...said, version, updatedAt }
}

export const findMinutes = async (
  transaction: Transaction,
  meeting: Pick<Meeting, 'id'>,
): Promise<Minutes | undefined> => {
  const kept = await findKept(transaction, meeting)
  return kept?.state === MinutesState.withdrawn ? undefined : kept
}

/** The same to be changed: one at a time, so that nobody changes what another one has just changed. */
export const lockMinutes = async (
  { transaction }: ProgrammeContext,
  meeting: Pick<Meeting, 'id'>,
): Promise<Minutes | undefined> => {
  await transaction.$queryRaw`SELECT id FROM meeting WHERE id = ${meeting.id} FOR UPDATE`
  return findMinutes(transaction, meeting)
}

interface More {
  readonly files?: readonly FileEntry[]
  readonly undoes?: bigint
}

/** Keeps minutes that were locked, as a new version, with their files and their audit; gives what is to be said of the files. */
export const keepMinutes = async (
  context: ProgrammeContext,
  meeting: Meeting,
  before: Minutes | undefined,
  content: MinutesContent,
  action: string,
  { files = [], undoes }: More = {},
): Promise<{ readonly minutes: Minutes; readonly notes: readonly Block[] }> => {
  const { transaction, clock } = context
  const { id, reference, pairId } = meeting
  const said = minutesContent.parse(content)
  const version = ((await findKept(transaction, { id }))?.version ?? 0) + 1
  const updatedAt = clock.now()
  const { confirmedAt, finalAt, agreed, ...rest } = said
  const row = {
    ...rest,
    confirmedAt: confirmedAt && new Date(confirmedAt),
    finalAt: finalAt && new Date(finalAt),
    agreed: agreed === null ? Prisma.DbNull : agreed.map((item) => ({ ...item })),
    version,
    updatedAt,
  }
  await transaction.minutes.upsert({
    where: { meetingId: id },
    create: { meetingId: id, ...row },
    update: row,
  })
  await writeAudit(context, {
    feature: 'meetings',
    reference: referenceOfMinutes(meeting),
    pairId: pairId ?? undefined,
    action,
    ...(before && { before: minutesContent.parse(before) }),
    after: said,
    version,
    ...(undoes !== undefined && { undoes }),
  })
  const notes = await addFiles(context, { reference, version }, files)
  return { minutes: { ...said, version, updatedAt }, notes }
}

/** Takes a change back: what stood before stands again, and what was written first is as though it had not been. */
export const undoMinutes = async (
  context: ProgrammeContext,
  meeting: Meeting,
  entry: AuditRecord,
): Promise<Minutes> => {
  const before = await lockMinutes(context, meeting)
  if (!before || !isDeepStrictEqual(minutesContent.parse(before), minutesContent.parse(entry.after)))
    throw new UserError(notice('minutes.changedSince', { reference: meeting.reference }))
  const content = entry.before
    ? minutesContent.parse(entry.before)
    : { ...before, state: MinutesState.withdrawn }
  const { minutes } = await keepMinutes(context, meeting, before, content, 'undo', { undoes: entry.id })
  if (entry.version !== undefined)
    await takeFilesAway(context, { reference: meeting.reference, version: minutes.version }, entry.version)
  return minutes
}
