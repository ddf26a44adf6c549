import type { Command } from '../../core/command.ts'
import { UserError } from '../../core/errors.ts'
import { notice } from '../../core/i18n.ts'
import { DonationState } from '../../generated/prisma/enums.ts'
import type { ProgrammeContext } from '../../programme/context.ts'
import type { Registry } from '../../programme/places/registry.ts'
import type { Named } from '../../programme/records/commands.ts'
import { ask } from '../../programme/records/forms.ts'
import { stepCommand } from '../../programme/records/steps.ts'
import type { DonationKind } from './kind.ts'

/** It is with the receiving side: the day, today when nobody says another. */
export const receiveCommand = (
  kind: DonationKind,
  registry: Registry,
  named: Named,
): Command<ProgrammeContext> =>
  stepCommand(kind, registry, named, {
    action: 'receive',
    form: { received: ask(kind, 'received', { asked: false }).optional() },
    takesFiles: true,
    become: (donation, { received }, { clock }) => ({
      ...donation,
      state: donation.state === DonationState.handed_over ? donation.state : DonationState.received,
      receivedOn: received ?? donation.receivedOn ?? clock.today(),
    }),
    say: (translate, { reference }) => translate('donations.receive.done', { reference }),
  })

/** It is with those whom it is for. */
export const giveCommand = (
  kind: DonationKind,
  registry: Registry,
  named: Named,
): Command<ProgrammeContext> =>
  stepCommand(kind, registry, named, {
    action: 'give',
    form: {
      recipient: ask(kind, 'recipient').optional(),
      handedOver: ask(kind, 'handedOver', { asked: false }).optional(),
    },
    takesFiles: true,
    check: ({ reference, state }) => {
      if (state === DonationState.pledged) throw new UserError(notice('donations.notReceived', { reference }))
    },
    become: (donation, { recipient, handedOver }, { clock }) => ({
      ...donation,
      state: DonationState.handed_over,
      recipient: recipient ?? donation.recipient,
      handedOverOn: handedOver ?? donation.handedOverOn ?? clock.today(),
    }),
    say: (translate, { reference }) => translate('donations.give.done', { reference }),
  })
