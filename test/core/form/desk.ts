import type { Command, Context } from '../../../src/core/command.ts'
import type { Draft } from '../../../src/core/form/drafts.ts'
import { translatorOf } from '../../../src/core/i18n.ts'
import type { Desk } from '../../../src/core/reply.ts'
import {
  accountReference,
  conversationReference,
  type Input,
  type Request,
} from '../../../src/core/request.ts'
import { createRouter } from '../../../src/core/router.ts'
import { stoppedClock } from '../../../src/core/time/clock.ts'

/** Somebody with forms of their own, on a platform that asks step by step, and commands that may do anything but send. */
export const openDesk = (commands: readonly Command[]) => {
  const router = createRouter([{ name: 'notes', commands }])
  const drafts = new Map<string, Draft>()
  const desk: Desk = {
    forms: 'steps',
    isOutOfDate: async () => false,
    earlier: async () => undefined,
    shownActions: async () => [],
    lately: async () => [],
    drafts: {
      open: async () => [...drafts.values()][0],
      find: async (id) => drafts.get(id),
      findOwn: async (_account, _conversation, id) => drafts.get(id),
      save: async (draft) => void drafts.set(draft.id, draft),
      remove: async (id) => void drafts.delete(id),
    },
  }
  const clock = stoppedClock(new Date('2025-03-03T02:00:00Z'), 'Asia/Shanghai')
  const translate = translatorOf('en')
  const [account, conversation] = [accountReference('fake:me'), conversationReference('fake:room')]
  return {
    drafts,
    ask: async (input: Input) => {
      const request: Request = {
        id: '1',
        conversation,
        private: true,
        actor: { account, name: 'me' },
        input,
        origin: {},
      }
      const context: Context = {
        request,
        clock,
        translate,
        locale: 'en',
        languages: { conversation: 'en', person: 'en' },
        caller: { account, name: 'me', may: () => true },
        reading: { today: clock.today(), translate },
        send: () => Promise.reject(new Error('nothing is sent')),
        keep: () => Promise.reject(new Error('nothing is kept')),
        take: async () => undefined,
      }
      const routed = await router.route(context, desk)
      if (!routed) throw new Error('nothing was said')
      return routed
    },
  }
}
