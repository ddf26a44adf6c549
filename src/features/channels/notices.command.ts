import { z } from 'zod'
import { actions, card, lineAction, text } from '../../core/card.ts'
import { defineCommand } from '../../core/command.ts'
import { choice } from '../../core/fields/choice.ts'
import { field } from '../../core/form/field.ts'
import type { ChannelNotices } from '../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { setOwnChannel } from '../../programme/own-channel.ts'

export const noticeLevels: readonly ChannelNotices[] = ['all', 'reminders', 'none']

const levels = choice([
  { value: 'all', label: 'channels.notices.all', words: ['所有', '都要', 'everything'] },
  {
    value: 'reminders',
    label: 'channels.notices.reminders',
    words: ['只提醒', '提醒', 'reminders', 'reminder'],
  },
  {
    value: 'none',
    label: 'channels.notices.none',
    words: ['不要', '不通知', '安静', '静音', 'none', 'off', 'summary only', 'quiet', 'silent'],
  },
])

/** `/channel notices reminders`: how much is said in this channel unasked, beside its weekly summary. */
export const setNotices = ({ registry }: FeatureTools) =>
  defineCommand({
    name: 'channel notices',
    aliases: ['频道 通知', 'channel notice'],
    access: 'write',
    effect: 'write',
    form: z.object({
      notices: field(levels, {
        label: 'channels.notices.label',
        example: 'channels.notices.example',
        keys: ['通知'],
      }),
    }),
    summary: 'channels.notices.summary',
    examples: ['channels.notices.exampleOne', 'channels.notices.exampleTwo', 'channels.notices.exampleThree'],
    run: async (context: ProgrammeContext, { notices }) => {
      const { translate } = context
      await setOwnChannel(context, registry, 'notices', { notices })
      const others = noticeLevels.filter((level) => level !== notices)
      return {
        card: card(
          text(translate('channels.notices.isSet', { notices }), 'success'),
          actions(
            ...others.map((level) =>
              lineAction(translate(`channels.notices.${level}`), `/channel notices ${level}`),
            ),
          ),
        ),
      }
    },
  })
