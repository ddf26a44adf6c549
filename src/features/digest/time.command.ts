import { z } from 'zod'
import { actions, card, lineAction, text } from '../../core/card.ts'
import { defineCommand } from '../../core/command.ts'
import { field } from '../../core/form/field.ts'
import { showMoment } from '../../core/time/words.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { FeatureTools } from '../../programme/feature.ts'
import { setOwnChannel } from '../../programme/own-channel.ts'
import { digestTimeChanged } from './own-times.ts'
import { digestTimeField, showTime } from './time.field.ts'
import { type DigestTime, house, nextTime, off, toColumn } from './time.ts'

/** When the next one comes, in words. */
export const nextWords = (
  time: DigestTime,
  { clock, translate }: Pick<ProgrammeContext, 'clock' | 'translate'>,
  { digestCron }: Pick<FeatureTools, 'digestCron'>,
): string | undefined => {
  const next = nextTime(time, clock.now(), digestCron, clock.zone)
  return (
    next &&
    showMoment(next, clock.zone, translate.locale, { month: 'long', day: 'numeric', weekday: 'short' })
  )
}

/** `/digest time Fridays 17:00`: when the weekly summary comes to this channel. */
export const digestTime = (tools: FeatureTools) =>
  defineCommand({
    name: 'digest time',
    aliases: ['周报 时间'],
    access: 'write',
    effect: 'write',
    form: z.object({
      time: field(digestTimeField(), {
        label: 'digest.time.label',
        example: 'digest.time.example',
        keys: ['时间'],
      }),
    }),
    summary: 'digest.time.summary',
    examples: ['digest.time.example1', 'digest.time.example2', 'digest.time.example3'],
    run: async (context: ProgrammeContext, { time }) => {
      const { translate } = context
      const { before, after } = await setOwnChannel(context, tools.registry, 'digest-time', {
        digestAt: toColumn(time),
      })
      await digestTimeChanged(tools, context, before, after)
      const next = nextWords(time, context, tools)
      return {
        card: card(
          text(
            translate('digest.time.isSet', { kind: kindOf(time), time: showTime(time, translate) }),
            'success',
          ),
          next !== undefined && text(translate('digest.time.next', { next })),
          actions(
            ...(time === house
              ? []
              : [lineAction(translate('digest.time.button.house'), `/digest time ${house}`)]),
            ...(time === off ? [] : [lineAction(translate('digest.time.button.off'), `/digest time ${off}`)]),
          ),
        ),
      }
    },
  })

const kindOf = (time: DigestTime): 'house' | 'off' | 'own' => (time === house || time === off ? time : 'own')
