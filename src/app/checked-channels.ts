import { type Card, card, text } from '../core/card.ts'
import type { Checked, Lack } from '../core/checking.ts'
import { type Translator, translatorOf } from '../core/i18n.ts'
import { platformOf, privateConversation } from '../core/request.ts'
import type { Transaction } from '../db/database.ts'
import type { Tried } from '../delivery/record.ts'
import { languageOf } from '../programme/people/officers.ts'
import { type BrokenChannelOptions, reportBroken, reportMended } from './broken-channels.ts'

const detailOf = ({ kind, named = '' }: Lack, platform: string, translate: Translator) => ({
  text: translate('delivery.check.lack', { kind, named }),
  detail: translate('delivery.check.remedy', { kind, platform }),
})

const checkedCard = (
  { conversation }: Pick<Tried, 'conversation'>,
  checked: Checked,
  translate: Translator,
): Card => {
  if (checked.lacks.length === 0) return card(text(translate('delivery.check.well'), 'success'))
  const platform = platformOf(conversation)
  const isElsewhere = !checked.posts
  return card(
    text(
      isElsewhere
        ? translate('delivery.check.silenced', { conversation })
        : translate('delivery.check.lacking'),
      'warning',
    ),
    { type: 'list', items: checked.lacks.map((lack) => detailOf(lack, platform, translate)) },
    text(translate('delivery.check.again'), 'quiet'),
  )
}

/** Says what the bot may not do in a conversation, there or, where nothing can be said, to whoever had it tried. */
export const reportChecked = async (
  options: BrokenChannelOptions,
  transaction: Transaction,
  tried: Tried,
  checked: Checked,
): Promise<void> => {
  const { conversation, account, key } = tried
  const isElsewhere = !checked.posts
  const own = isElsewhere ? await languageOf(transaction, account) : undefined
  const locale = own ?? tried.locale
  await options.send({
    to: isElsewhere ? privateConversation(account) : conversation,
    card: checkedCard(tried, checked, translatorOf(locale)),
    locale,
    priority: 'urgent',
    key: `${key}:result`,
  })
  if (!isElsewhere) return reportMended(options, transaction, conversation, tried.locale)
  const reason = checked.lacks.map(({ kind, named = kind }) => named).join(', ')
  await reportBroken(options, transaction, conversation, reason, account)
}
