import {
  accountReference,
  type ConversationReference,
  conversationReference,
} from '../../../src/core/request.ts'
import { type AdapterUnderTest, adapterContract, type Misfortune } from '../../contracts/adapter.ts'
import { slackSecrets } from '../../harness/slack.ts'
import type { Failure } from '../../harness/slack-workspace.ts'
import { openStage, patient, type Transport } from './stage.ts'

const failures: Record<Misfortune, readonly Failure[]> = {
  'asks to wait 7 seconds': [{ kind: 'rate-limited', seconds: 7 }],
  'has an error of its own': [{ kind: 'status', status: 500 }],
  // The second time it is sent without blocks.
  'refuses the message': [
    { kind: 'error', code: 'invalid_blocks' },
    { kind: 'error', code: 'msg_too_long' },
  ],
  'has thrown the bot out': [{ kind: 'error', code: 'not_in_channel' }],
  'takes the message but its answer is lost': [{ kind: 'cut', effect: true }],
}

const open = async (transport: Transport): Promise<AdapterUnderTest> => {
  const stage = await openStage(transport, patient)
  const { slack } = stage
  const person = slack.person('U1', 'wang')
  const channelOf = (conversation: ConversationReference) => conversation.replace('slack:T1/', '')
  return {
    adapter: stage.adapter,
    conversation: conversationReference('slack:T1/C1'),
    account: accountReference('slack:T1/U1'),
    nowhere: conversationReference('slack:T1/C404'),
    secrets: Object.values(slackSecrets),
    suffer: (misfortune, doing) => {
      const method = doing === 'send' ? 'chat.postMessage' : 'chat.update'
      for (const failure of failures[misfortune]) slack.fail(method, failure)
    },
    erase: (_conversation, message) => slack.erase(message),
    standing: (conversation) =>
      slack
        .standing(channelOf(conversation))
        .filter(({ user }) => user === undefined)
        .map(({ text, buttons }) => ({ text, buttons: buttons.map(({ label }) => label) })),
    taken: (conversation) =>
      slack.shown.filter(({ channel }) => channel === channelOf(conversation)).map(({ text }) => text),
    pressed: async (label) => {
      await person.press(label)
      return stage.last()
    },
    whispered: (account) =>
      slack.shown.filter(({ user }) => account === `slack:T1/${user}`).map(({ text }) => text),
    typed: async (line, where) => {
      if (where === 'conversation') await person.command('C1', line)
      else await person.direct(line)
      return stage.last()
    },
    files: stage.files,
    shownFiles: async (conversation) =>
      slack.shown.filter(({ channel }) => channel === channelOf(conversation)).flatMap(({ files }) => files),
    sent: async ({ mediaType, ...file }, words = '') => {
      await person.direct(words, [{ ...file, mimetype: mediaType }])
      return stage.last()
    },
    close: stage.stop,
  }
}

adapterContract('Slack, HTTP', () => open('http'))
adapterContract('Slack, Socket Mode', () => open('socket'))
