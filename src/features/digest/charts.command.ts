import { z } from 'zod'
import { actions, card, lineAction, text } from '../../core/card.ts'
import { defineCommand } from '../../core/command.ts'
import { choice } from '../../core/fields/choice.ts'
import { field } from '../../core/form/field.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { setOwnChannel } from '../../programme/own-channel.ts'

/** What buttons answer must say something: `on` by itself is taken for one of a sentence's small words. */
const switchField = choice([
  { value: 'enabled', label: 'digest.charts.on', words: ['on', 'yes', '打开', '开启', '启用', '要'] },
  { value: 'disabled', label: 'digest.charts.off', words: ['off', 'no', '关闭', '停用', '停', '不要'] },
])

/** `/digest charts on`: whether charts follow the weekly summary of this channel. */
export const digestCharts = ({ registry }: FeatureTools) =>
  defineCommand({
    name: 'digest charts',
    aliases: ['周报 图表'],
    access: 'write',
    effect: 'write',
    form: z.object({
      switch: field(switchField, {
        label: 'digest.charts.switch',
        example: 'digest.charts.switchExample',
        keys: ['开关'],
      }),
    }),
    summary: 'digest.charts.summary',
    examples: ['digest.charts.example1', 'digest.charts.example2', 'digest.charts.example3'],
    run: async (context: ProgrammeContext, { switch: wanted }) => {
      const { translate } = context
      const isOn = wanted === 'enabled'
      await setOwnChannel(context, registry, 'digest-charts', { digestCharts: isOn })
      return {
        card: card(
          text(translate(isOn ? 'digest.charts.isOn' : 'digest.charts.isOff'), 'success'),
          actions(
            isOn
              ? lineAction(translate('digest.charts.turnOff'), '/digest charts off')
              : lineAction(translate('digest.charts.turnOn'), '/digest charts on'),
          ),
        ),
      }
    },
  })
