import { playConversations } from '../harness/conversations.ts'
import { telegramStage } from '../harness/telegram-stage.ts'

playConversations({
  name: 'Telegram, webhook',
  platform: 'telegram',
  open: (database, locale) => telegramStage(database, locale, 'webhook'),
})
playConversations({
  name: 'Telegram, polling',
  platform: 'telegram',
  forFew: true,
  open: (database, locale) => telegramStage(database, locale, 'polling'),
})
