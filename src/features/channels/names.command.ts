import { z } from 'zod'
import { actions, card, lineAction, text } from '../../core/card.ts'
import { defineCommand } from '../../core/command.ts'
import { choice } from '../../core/fields/choice.ts'
import { field } from '../../core/form/field.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { setOwnChannel } from '../../programme/own-channel.ts'

const shown = choice([
  { value: 'shown', label: 'channels.names.shown', words: ['on', 'yes', '开', '打开', '要', 'show'] },
  { value: 'hidden', label: 'channels.names.hidden', words: ['off', 'no', '关', '关闭', '不要', 'hide'] },
])

/** `/channel names shown`: whether persons are named in this channel, where everybody reads along. */
export const setNames = ({ registry }: FeatureTools) =>
  defineCommand({
    name: 'channel names',
    aliases: ['频道 姓名', '频道 人名', 'channel name'],
    access: 'write',
    effect: 'write',
    form: z.object({
      names: field(shown, {
        label: 'channels.names.label',
        example: 'channels.names.example',
        keys: ['姓名'],
      }),
    }),
    summary: 'channels.names.summary',
    examples: ['channels.names.exampleOne', 'channels.names.exampleTwo', 'channels.names.exampleThree'],
    run: async (context: ProgrammeContext, { names }) => {
      const { translate } = context
      await setOwnChannel(context, registry, 'names', { names: names === 'shown' })
      const other = names === 'shown' ? 'hidden' : 'shown'
      return {
        card: card(
          text(translate('channels.names.isSet', { names }), 'success'),
          actions(lineAction(translate(`channels.names.turn.${other}`), `/channel names ${other}`)),
        ),
      }
    },
  })
