import { conversationReference, platformOf } from '../../core/request.ts'
import type { Transaction } from '../../db/database.ts'
import type { Side } from '../../generated/prisma/enums.ts'
import type { Pair } from '../../programme/places/registry.ts'

export interface ChannelContact {
  readonly platform: string
  readonly broken: boolean
}

export interface OfficerContact {
  readonly name: string
  readonly side: Side | undefined
}

/** Through which channels and people a pair is reached. */
export interface Contacts {
  readonly channels: readonly ChannelContact[]
  readonly officers: readonly OfficerContact[]
}

export const contactsOf = async (transaction: Transaction, pair: Pair): Promise<Contacts> => {
  const channels = await transaction.channel.findMany({
    where: { pairId: pair.id, unboundAt: null },
    orderBy: { id: 'asc' },
  })
  const officers = await transaction.officer.findMany({
    where: { pairId: pair.id, active: true },
    orderBy: { id: 'asc' },
  })
  return {
    channels: channels.map(({ conversation, brokenSince }) => ({
      platform: platformOf(conversationReference(conversation)),
      broken: brokenSince !== null,
    })),
    officers: officers.map(({ name, side }) => ({ name, side: side ?? undefined })),
  }
}
