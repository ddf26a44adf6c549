import type { webApi } from '@slack/bolt'
import type { Checked, Lack, LackKind } from '../../core/checking.ts'
import { deliveryErrorOf, neededScope, platformCode } from './errors.ts'
import { scopeNames } from './scopes.ts'

/** What Slack's words for a refused post say is lacking (docs, errors of chat.postMessage). */
const kinds: Readonly<Record<string, LackKind>> = {
  account_inactive: 'token',
  channel_not_found: 'absent',
  invalid_auth: 'token',
  is_archived: 'archived',
  missing_scope: 'scope',
  not_authed: 'token',
  not_in_channel: 'absent',
  org_login_required: 'token',
  team_access_not_granted: 'token',
  token_expired: 'token',
  token_revoked: 'token',
}

/** What is lacking when Slack refuses; `otherwise` where its word says no more. Throws what another try may mend. */
const lackOf = (error: unknown, otherwise: LackKind): Lack => {
  const failure = deliveryErrorOf(error)
  if (failure.failure === 'transient' || failure.failure === 'rate-limited') throw failure
  const code = platformCode(error) ?? ''
  // `restricted_action_read_only_channel`, `…_thread_only_channel` and others say the same.
  const kind = code.startsWith('restricted_action') ? 'restricted' : (kinds[code] ?? otherwise)
  const scope = neededScope(error)
  return { kind, ...(kind === 'scope' && scope !== undefined && { named: scope }) }
}

/** Scopes of the manifest that the app was installed without, where Slack names those it has. */
const missingScopes = (granted: readonly string[] | undefined): Lack[] =>
  granted
    ? scopeNames.filter((scope) => !granted.includes(scope)).map((named) => ({ kind: 'scope', named }))
    : []

/** Tries what the bot may do in a channel. */
export const createCheck = (client: webApi.WebClient) => {
  const refused = async (kind: LackKind, work: Promise<unknown>): Promise<Lack[]> => {
    try {
      await work
      return []
    } catch (error) {
      return [lackOf(error, kind)]
    }
  }

  return async (channel: string, posted: string, edited: string): Promise<Checked> => {
    try {
      const { ts = '', response_metadata: told } = await client.chat.postMessage({ channel, text: posted })
      const lacks = [
        ...missingScopes(told?.scopes),
        ...(await refused('editing', client.chat.update({ channel, ts, text: edited }))),
        ...(await refused('deleting', client.chat.delete({ channel, ts }))),
      ]
      // Each once: an edit may be refused for a scope that is missing anyway.
      const isFirst = ({ kind, named }: Lack, index: number) =>
        lacks.findIndex((one) => one.kind === kind && one.named === named) === index
      return { posts: true, lacks: lacks.filter(isFirst) }
    } catch (error) {
      return { posts: false, lacks: [lackOf(error, 'posting')] }
    }
  }
}
