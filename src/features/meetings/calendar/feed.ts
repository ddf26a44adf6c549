import { randomBytes } from 'node:crypto'
import type { Document } from '../../../core/document.ts'
import { UserError } from '../../../core/errors.ts'
import { notice, translatorOf } from '../../../core/i18n.ts'
import { localeFrom } from '../../../core/request.ts'
import { type Clock, daysBefore } from '../../../core/time/clock.ts'
import type { Transaction } from '../../../db/database.ts'
import type { Prisma } from '../../../generated/prisma/client.ts'
import { MeetingState } from '../../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import { familyOf } from '../../../programme/places/family.ts'
import { pairName, type Registry } from '../../../programme/places/registry.ts'
import { writeAudit } from '../../../programme/records/audit.ts'
import { type Scope, scopeOf, scopeOfRecord } from '../../../programme/scope.ts'
import { keptEntries } from '../invited/entries.ts'
import type { MeetingRecordKind } from '../kind.ts'
import { calendarOf, readMeetings } from './calendar.ts'

/** Beneath which the addresses are. */
export const feedPath = '/calendar/'

/** Days that a calendar shows back. */
const shownBack = 365
/** Days that a cancelled meeting stays, so that every calendar learns of it: some are read once a day, or less. */
const cancelledShown = 60

/** Whose a calendar is: an officer's own, or what a channel is bound to. */
export type FeedOwner =
  | { readonly officerId: number; readonly scope: Scope }
  | { readonly officerId: null; readonly scope: Scope }

/** In a bound channel its pair's, or all; in private the officer's own. Throws a `UserError` for everybody else. */
export const ownerIn = ({ scope, request, caller }: ProgrammeContext): FeedOwner => {
  if (!request.private && scope.kind !== 'none') return { officerId: null, scope }
  const { officer } = caller
  if (!officer) throw new UserError(notice('meetings.feed.whose'))
  return { officerId: officer.id, scope: officer.scope }
}

const pairIdOf = ({ officerId, scope }: FeedOwner): number | null =>
  officerId === null && scope.kind === 'pair' ? scope.pair.id : null

const liveOf = (owner: FeedOwner) => ({
  officerId: owner.officerId,
  pairId: pairIdOf(owner),
  revokedAt: null,
})

/** The token of the owner's address: the one that there is, or a new one. */
export const tokenOf = async (context: ProgrammeContext, owner: FeedOwner): Promise<string> => {
  const { transaction, caller, clock, locale } = context
  // Two who ask at once are given the same.
  const made = await transaction.$executeRaw`
    INSERT INTO calendar_feed (token, officer_id, pair_id, locale, created_at, created_by)
    VALUES (${randomBytes(32).toString('base64url')}, ${owner.officerId}, ${pairIdOf(owner)}, ${locale}, ${clock.now()},
      ${caller.account})
    ON CONFLICT DO NOTHING`
  const { id, token } = await transaction.calendarFeed.findFirstOrThrow({ where: liveOf(owner) })
  if (made > 0) await noteFeed(context, id, owner, 'open')
  return token
}

/** Ends the owner's address; false when there was none. */
export const revokeFeed = async (context: ProgrammeContext, owner: FeedOwner): Promise<boolean> => {
  const { transaction, clock } = context
  const feed = await transaction.calendarFeed.findFirst({ where: liveOf(owner) })
  if (!feed) return false
  await transaction.calendarFeed.update({ where: { id: feed.id }, data: { revokedAt: clock.now() } })
  await noteFeed(context, feed.id, owner, 'revoke')
  return true
}

/** An address is no record, and is not brought back by `undo`: whoever lost it may ask for another. */
const noteFeed = (context: ProgrammeContext, id: number, owner: FeedOwner, action: 'open' | 'revoke') =>
  writeAudit(context, {
    feature: 'meetings.feed',
    reference: `feed-${id}`,
    pairId: pairIdOf(owner) ?? undefined,
    action,
  })

const address = /^(?<token>[\w-]{43})\.ics$/u

/** Meetings of other pairs to which an officer is invited by name: each entry is a line of its own. */
const invitingByName = (name: string): Prisma.MeetingWhereInput[] => {
  const line = keptEntries([{ kind: 'person', name }])
  return [
    { invited: line },
    { invited: { startsWith: `${line}\n` } },
    { invited: { endsWith: `\n${line}` } },
    { invited: { contains: `\n${line}\n` } },
  ]
}

/** What stands at an address: the meetings that whoever it belongs to may read by now. */
export const readFeed = async (
  kind: MeetingRecordKind,
  registry: Registry,
  { transaction, clock }: { readonly transaction: Transaction; readonly clock: Clock },
  name: string,
): Promise<Document | undefined> => {
  const token = address.exec(name)?.groups?.token
  if (token === undefined) return undefined
  const feed = await transaction.calendarFeed.findFirst({
    where: { token, revokedAt: null },
    include: { officer: true },
  })
  if (!feed || feed.officer?.active === false) return undefined
  const scope = feed.officer ? scopeOf(registry, feed.officer) : scopeOfRecord(registry, feed)
  const translate = translatorOf(localeFrom(feed.locale))
  const reading = { today: clock.today(), translate }
  const meetings = await readMeetings(kind, transaction, {
    startsAt: { gte: daysBefore(clock.now(), shownBack) },
    AND: [
      {
        OR: [
          { state: MeetingState.scheduled },
          { updatedAt: { gte: daysBefore(clock.now(), cancelledShown) } },
        ],
      },
      scope.kind === 'programme'
        ? {}
        : {
            OR: [
              { pairId: null },
              { pairId: { in: familyOf(registry, scope.pair) } },
              ...(feed.officer ? invitingByName(feed.officer.name) : []),
            ],
          },
    ],
  } satisfies Prisma.MeetingWhereInput)
  const whose =
    scope.kind === 'programme' ? translate('meetings.allPairs') : pairName(scope.pair, translate.locale)
  return {
    mediaType: 'text/calendar; charset=utf-8',
    content: calendarOf(meetings, { registry, reading, name: translate('meetings.feed.name', { whose }) }),
  }
}
