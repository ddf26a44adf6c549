import { playConversations } from '../harness/conversations.ts'
import { slackStage } from '../harness/slack-stage.ts'

playConversations({
  name: 'Slack, HTTP',
  platform: 'slack',
  open: (database, locale) => slackStage(database, locale, 'http'),
})
playConversations({
  name: 'Slack, Socket Mode',
  platform: 'slack',
  forFew: true,
  open: (database, locale) => slackStage(database, locale, 'socket'),
})
