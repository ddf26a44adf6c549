import type { DueContext } from '../../core/due.ts'
import { translatorOf } from '../../core/i18n.ts'
import type { Transaction } from '../../db/database.ts'
import { Prisma } from '../../generated/prisma/client.ts'
import { SupervisionState } from '../../generated/prisma/enums.ts'
import { type Addressee, channelsTold, ownerTold } from '../../programme/audience.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { changeUnasked, enterUnasked } from '../../programme/records/clockwork.ts'
import { refreshRecords } from '../../programme/records/refresh.ts'
import { selectRecords, selectReferenced } from '../../programme/records/select.ts'
import { type TellWords, type Told, tell } from '../../programme/records/tell.ts'
import type { RedLight, Supervision } from '../../programme/supervision-offers.ts'
import { content, type Item, type ItemContent } from './content.ts'
import type { ItemKind } from './kind.ts'
import type { itemReminders } from './reminders.ts'

const words: TellWords = {
  title: 'supervision.noticed.title',
  several: (translate, count) => translate('supervision.noticed.several', { count }),
  more: (translate, count) => translate('supervision.more', { count }),
}

/** Red lights become items, one at a time for each record and rule; what goes out by itself is noted, and still asks for a word. */
export const followLights = (
  kind: ItemKind,
  reminders: ReturnType<typeof itemReminders>,
  tools: FeatureTools,
): Supervision => {
  const { registry, calendar, projectRules, defaultLocale } = tools

  const openOf = (
    transaction: Transaction,
    lights: ReadonlyArray<{ readonly reference: string; readonly rule: string }>,
  ): Promise<Item[]> =>
    selectRecords(
      kind,
      transaction,
      Prisma.sql`WHERE state = 'open' AND (project, rule::text) IN (
        SELECT * FROM unnest(${lights.map(({ reference }) => reference)}::text[], ${lights.map(({ rule }) => rule)}::text[]))
        ORDER BY id`,
    )

  /** Written by the program itself, with the day by which a red light is to be answered. */
  const newItem = (context: DueContext<Transaction>, red: RedLight): ItemContent => {
    const today = context.clock.today()
    return {
      pairId: red.pairId,
      cancelReason: null,
      about: translatorOf(defaultLocale)('supervision.aboutLight', { name: red.name }),
      project: red.reference,
      rule: red.rule,
      light: red.light,
      measured: red.measured,
      threshold: red.threshold,
      word: red.word,
      litOutOn: null,
      owner: red.owner,
      dueOn: calendar.addWorkdays(today, projectRules.supervisionWorkdays(today)),
      result: null,
      closedOn: null,
      state: SupervisionState.open,
    }
  }

  /** Notes on an open item that its light went out, or is lit again. */
  const note = async (context: DueContext<Transaction>, item: Item, litOutOn: Item['litOutOn']) => {
    if (item.litOutOn === litOutOn) return
    await changeUnasked(kind, context, item, { ...content.parse(item), litOutOn }, 'light')
  }

  const audienceOf = async (transaction: Transaction, { pairId, owner }: Item): Promise<Addressee[]> => {
    const channels = await channelsTold(transaction, [pairId], 'reminder')
    return channels.length > 0
      ? channels
      : ownerTold(transaction, registry.pair(pairId), { side: 'recipient', name: owner }, defaultLocale)
  }

  const openAll = async (context: DueContext<Transaction>, lit: readonly RedLight[]): Promise<void> => {
    const { transaction } = context
    // Whoever else opens items waits here until this transaction ends: what it has opened is seen below.
    await transaction.$executeRaw`LOCK TABLE supervision IN SHARE ROW EXCLUSIVE MODE`
    const known = await openOf(transaction, lit)
    for (const item of known) await note(context, item, null)
    const fresh = lit.filter(
      ({ reference, rule }) => !known.some((item) => item.project === reference && item.rule === rule),
    )
    if (fresh.length === 0) return
    const references = await enterUnasked(
      kind,
      context,
      fresh.map((red) => newItem(context, red)),
    )
    const opened = await selectReferenced(kind, transaction, references)
    for (const item of opened) await reminders.changed(context, item, undefined)
    const told: Array<Told<ItemContent>> = []
    for (const item of opened)
      told.push({
        record: item,
        to: await audienceOf(transaction, item),
        key: `supervision.opened:${item.reference}`,
        said: (translate) =>
          translate('supervision.noticed.one', { reference: item.reference, project: item.project ?? '' }),
      })
    await tell(context, { kind, registry, words }, told)
  }

  return {
    follow: async (context, lit, out) => {
      if (out.length > 0) {
        const items = await openOf(context.transaction, out)
        for (const item of items) await note(context, item, context.clock.today())
        await refreshRecords(
          context,
          tools,
          items.map(({ reference }) => reference),
        )
      }
      if (lit.length > 0) await openAll(context, lit)
    },
  }
}
