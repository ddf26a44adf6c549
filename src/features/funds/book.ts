import { UserError } from '../../core/errors.ts'
import { notice } from '../../core/i18n.ts'
import { yearOf } from '../../core/time/day.ts'
import { toDate } from '../../db/days.ts'
import type { FundExcess, FundRequest, Side } from '../../generated/prisma/client.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { writeAudit, writeAuditOfAll } from '../../programme/records/audit.ts'
import { cardsOf } from '../../programme/records/cards.ts'
import { nextReference, nextReferences } from '../../programme/records/references.ts'
import { refreshRecords } from '../../programme/records/refresh.ts'
import { selectReferenced } from '../../programme/records/select.ts'
import { naming, publicView, topicOf } from '../../programme/records/show.ts'
import { mayLearnOf, requireReadRecord } from '../../programme/subject.ts'
import { refreshTopic } from '../../programme/topics.ts'
import type { Draft, Entry } from './content.ts'
import { insertEntries } from './insert.ts'
import type { EntryKind } from './kind.ts'

/** Who entered something, and where. */
interface Origin {
  readonly account: string
  readonly officerId: number | null
  readonly side: Side | null
  readonly conversation: string
}

export const originOf = ({ caller, request }: ProgrammeContext): Origin => ({
  account: caller.account,
  officerId: caller.officer?.id ?? null,
  side: caller.officer?.side ?? null,
  conversation: request.conversation,
})

/** The second person of an entry, and why one was needed. */
export interface Approved {
  readonly exceeds: FundExcess
  readonly name: string
  readonly by: Origin & { readonly side: Side }
}

const signed = ({ amount, reverses }: Draft): string => (reverses === null ? amount : `-${amount}`)

export const bookOf = (kind: EntryKind, tools: FeatureTools) => {
  const find = async (context: ProgrammeContext, reference: string): Promise<Entry> => {
    const [entry] = await selectReferenced(kind, context.transaction, [reference])
    if (!entry || !mayLearnOf(context, tools.registry, entry))
      throw new UserError(notice('records.unknown', naming(kind, context.translate, reference)), 'reference')
    return entry
  }

  const followProjects = async (context: ProgrammeContext, projects: readonly string[]): Promise<void> => {
    if (projects.length === 0) return
    // Whoever keeps lights over projects has their cards follow too.
    const lights = tools.features().find((feature) => feature.lights)?.lights
    await (lights?.follow(context, projects) ?? refreshRecords(context, tools, projects))
  }

  /** The cards that show the entry, the one it reverses, and the money of its project. */
  const follow = async (
    context: ProgrammeContext,
    { reference, reverses, project }: Entry,
  ): Promise<void> => {
    const shown = [reference, ...(reverses === null ? [] : [reverses])]
    for (const entry of await selectReferenced(kind, context.transaction, shown))
      await refreshTopic(context, topicOf(kind, entry.reference), (translate, names) =>
        cardsOf(kind, tools.registry).recordCard(publicView(context.clock.today(), translate, names), entry),
      )
    await followProjects(context, project === null ? [] : [project])
  }

  return {
    /**
     * Writes entries that hold in this order, in a constant number of statements, and gives their references. Their accounts must
     * be locked, and none of them may need a second person: the database refuses what does not hold, and with it all.
     */
    bookAll: async (context: ProgrammeContext, drafts: readonly Draft[]): Promise<readonly string[]> => {
      const { transaction, clock } = context
      const references = await nextReferences(transaction, kind, yearOf(clock.today()), drafts.length)
      await insertEntries(transaction, drafts, references, originOf(context), clock.now())
      await writeAuditOfAll(
        context,
        drafts.map((draft, place) => ({
          feature: kind.feature,
          reference: references[place] ?? '',
          pairId: draft.pairId,
          action: 'enter',
          after: draft,
          version: 1,
        })),
      )
      await followProjects(context, [...new Set(drafts.flatMap(({ project }) => project ?? []))])
      return references
    },
    /** An entry, or what waits to be one, if it may be read by the person who asks. */
    read: async (context: ProgrammeContext, reference: string): Promise<Entry> => {
      const entry = await find(context, reference)
      requireReadRecord(context, tools.registry, entry)
      return entry
    },
    follow,
    /** Writes an entry into the ledger: from then on it counts. The account must be locked. */
    book: async (
      context: ProgrammeContext,
      draft: Draft,
      approval?: { readonly request: FundRequest; readonly approved: Approved },
    ): Promise<Entry> => {
      const { transaction, clock } = context
      const reference =
        approval?.request.reference ?? (await nextReference(transaction, kind, yearOf(clock.today())))
      const origin = approval?.request ?? originOf(context)
      const approved = approval?.approved
      const { pairId, project, type, tier, inKind, document, note, happenedOn, reverses } = draft
      await transaction.fundEntry.create({
        data: {
          reference,
          ...{ pairId, project, type, tier, inKind, document, note, reverses },
          amount: signed(draft),
          happenedOn: toDate(happenedOn),
          exceeds: approved?.exceeds ?? null,
          approvedAccount: approved?.by.account ?? null,
          approvedOfficer: approved?.by.officerId ?? null,
          approvedName: approved?.name ?? null,
          approvedSide: approved?.by.side ?? null,
          approvedAt: approved ? clock.now() : null,
          account: origin.account,
          officerId: origin.officerId,
          side: origin.side,
          conversation: origin.conversation,
          createdAt: clock.now(),
        },
      })
      await writeAudit(context, {
        feature: kind.feature,
        reference,
        pairId,
        action: approved ? 'approve' : 'enter',
        ...(approved && { before: draft }),
        after: draft,
        version: approved ? 2 : 1,
      })
      if (approval)
        await transaction.fundRequest.update({ where: { reference }, data: { state: 'approved' } })
      const entry = await find(context, reference)
      await follow(context, entry)
      return entry
    },
    /** Keeps an entry for a second person: until then it counts in nothing. */
    request: async (context: ProgrammeContext, draft: Draft, exceeds: FundExcess): Promise<Entry> => {
      const { transaction, clock } = context
      const reference = await nextReference(transaction, kind, yearOf(clock.today()))
      const { pairId, project, type, tier, inKind, document, note, happenedOn, reverses } = draft
      await transaction.fundRequest.create({
        data: {
          reference,
          ...{ pairId, project, type, tier, inKind, document, note, reverses, exceeds },
          amount: signed(draft),
          happenedOn: toDate(happenedOn),
          ...originOf(context),
          createdAt: clock.now(),
        },
      })
      const change = { feature: kind.feature, reference, pairId, after: draft, version: 1 }
      await writeAudit(context, { ...change, action: 'request' })
      return find(context, reference)
    },
    find,
  }
}

export type Book = ReturnType<typeof bookOf>
