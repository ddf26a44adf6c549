import type { StoredFile } from '../../../core/files.ts'
import type { Side } from '../../../generated/prisma/enums.ts'
import type { Agreed, AgreedItem } from '../../../programme/meeting-offers.ts'
import type { Registry } from '../../../programme/places/registry.ts'
import type { View } from '../../../programme/records/show.ts'
import type { Meeting } from '../content.ts'
import type { MeetingRecordKind } from '../kind.ts'
import type { Minutes } from './content.ts'

/** What minutes say, and all that stands with them. */
export interface Shown {
  readonly meeting: Meeting
  /** Undefined before anything was written. */
  readonly minutes: Minutes | undefined
  readonly agreed: readonly AgreedItem[]
  readonly files: readonly StoredFile[]
}

/** Of what cards of minutes are made. */
export interface MinutesTools {
  readonly kind: MeetingRecordKind
  readonly registry: Registry
  /** Who keeps what meetings agreed on, if anybody does. */
  readonly keeper: Agreed | undefined
}

export interface MinutesView extends View {
  /** The person who reads alone, for which side, and whether they may write; everybody in a channel when absent. */
  readonly reader?: { readonly side: Side | undefined; readonly mayWrite: boolean }
}

/** What of minutes names persons. */
export const naming = ['chair', 'present', 'text'] as const
