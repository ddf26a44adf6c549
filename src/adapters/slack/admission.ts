import type { z } from 'zod'
import type { ConversationReference } from '../../core/request.ts'
import { conversationOf } from './origin.ts'
import { type eventSchema, joinedSchema } from './payloads.ts'

export interface Hearing {
  /** Our own user id and workspace, when they are known yet. */
  readonly self: string | undefined
  readonly team: string | undefined
  /** Command lines by the callback id of a shortcut; `{message}` in one stands for the text of the message it was used on. */
  readonly shortcuts: Readonly<Record<string, string>>
}

/** Who we are there, and in which workspace. */
export const installedIn = (
  {
    authorizations: [installed] = [],
    team_id,
  }: Pick<z.infer<typeof eventSchema>, 'authorizations' | 'team_id'>,
  hearing: Hearing,
) => ({
  self: installed?.user_id ?? hearing.self,
  team: installed?.team_id ?? hearing.team ?? team_id,
})

/** Our own admission to a channel, if that is what the event tells. */
export const hearAdmission = (body: unknown, hearing: Hearing): ConversationReference | undefined => {
  const joined = joinedSchema.safeParse(body)
  if (!joined.success) return undefined
  const { self, team } = installedIn(joined.data, hearing)
  const { user, channel } = joined.data.event
  return user === self ? conversationOf(team, channel) : undefined
}
