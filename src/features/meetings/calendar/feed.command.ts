import { z } from 'zod'
import { actions, card, lineAction, text } from '../../../core/card.ts'
import { defineCommand } from '../../../core/command.ts'
import { UserError } from '../../../core/errors.ts'
import { choice } from '../../../core/fields/choice.ts'
import { field } from '../../../core/form/field.ts'
import { notice } from '../../../core/i18n.ts'
import type { ProgrammeContext } from '../../../programme/context.ts'
import type { FeatureTools } from '../../../programme/feature.ts'
import { requireWrite } from '../../../programme/people/rights.ts'
import type { Named } from '../../../programme/records/commands.ts'
import { pairIn } from '../../../programme/scope.ts'
import { requireReadOf } from '../../../programme/subject.ts'
import { feedPath, ownerIn, revokeFeed, tokenOf } from './feed.ts'

/** The address at which a calendar program reads the meetings of a channel, or one's own; `revoke` ends it. */
export const feedCommand = ({ publicUrl }: FeatureTools, named: Named) =>
  defineCommand({
    ...named,
    access: 'read',
    effect: 'write',
    plain: 'meetings.plain.feed',
    form: z.object({
      action: field(
        choice([
          {
            value: 'revoke',
            label: 'meetings.feed.revoke',
            words: ['作废', '撤销', '失效', '取消', 'end', 'stop'],
          },
        ]),
        { label: 'meetings.field.feedAction', example: 'meetings.feed.revoke', keys: ['操作'], asked: false },
      ).optional(),
    }),
    run: async (context: ProgrammeContext, { action }) => {
      const { translate } = context
      if (publicUrl === undefined) throw new UserError(notice('meetings.feed.unavailable'))
      const owner = ownerIn(context)
      const isOwn = owner.officerId !== null
      const audience = isOwn ? ('actor' as const) : ('conversation' as const)
      if (action === 'revoke') {
        if (!isOwn) requireWrite(context, pairIn(owner.scope))
        const isRevoked = await revokeFeed(context, owner)
        const said = isRevoked ? 'meetings.feed.revoked' : 'meetings.feed.none'
        return { card: card(text(translate(said), isRevoked ? 'success' : 'plain')), audience }
      }
      requireReadOf(context, owner.scope)
      const url = `${publicUrl}${feedPath}${await tokenOf(context, owner)}.ics`
      return {
        card: card(
          text(translate(isOwn ? 'meetings.feed.own' : 'meetings.feed.ours')),
          text(url),
          text(translate('meetings.feed.how')),
          text(translate(isOwn ? 'meetings.feed.secret' : 'meetings.feed.shared'), 'quiet'),
          actions(lineAction(translate('meetings.feed.revokeButton'), `/${named.name} revoke`, 'danger')),
        ),
        audience,
      }
    },
  })
