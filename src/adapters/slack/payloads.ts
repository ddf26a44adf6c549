import { z } from 'zod'

/** The parts of Slack's requests that we read (docs.slack.dev: Events API, slash commands, interaction payloads). */

/** What Slack calls somebody or something: never nothing. */
const id = z.string().min(1)

/** With files of other workspaces Slack tells the id only. */
export const fileSchema = z.object({
  id,
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
  size: z.number().nullish(),
})
export type SharedFile = z.infer<typeof fileSchema>

const messageSchema = z.object({
  user: id.optional(),
  text: z.string().default(''),
  ts: z.string(),
  thread_ts: z.string().optional(),
  bot_id: z.string().optional(),
  files: z.array(fileSchema).optional(),
  edited: z.object({ ts: z.string() }).optional(),
})
export type SlackText = z.infer<typeof messageSchema>

const happened = {
  type: z.literal('event_callback'),
  team_id: id,
  event_id: id,
  authorizations: z
    .array(z.object({ user_id: z.string().nullish(), team_id: z.string().nullish() }))
    .optional(),
}

/** Somebody, perhaps ourselves, was let into a channel. */
export const joinedSchema = z.object({
  ...happened,
  event: z.object({ type: z.literal('member_joined_channel'), user: z.string(), channel: z.string() }),
})

export const eventSchema = z.object({
  ...happened,
  event: messageSchema.extend({
    type: z.enum(['app_mention', 'message']),
    channel: id,
    channel_type: z.string().optional(),
    subtype: z.string().optional(),
    /** Both only in an event that says a message was changed. */
    message: messageSchema.optional(),
    previous_message: z.object({ text: z.string().optional() }).optional(),
  }),
})

/** One that is no address answers nothing: what is said goes to the channel. */
const responseUrl = z.url().optional().catch(undefined)

export const commandSchema = z.object({
  command: z.string(),
  text: z.string().default(''),
  team_id: id,
  channel_id: id,
  channel_name: z.string().optional(),
  user_id: id,
  user_name: z.string().optional(),
  trigger_id: z.string().optional(),
  response_url: responseUrl,
})

const personSchema = z.object({
  id,
  name: z.string().optional(),
  username: z.string().optional(),
  team_id: z.string().optional(),
})
const teamSchema = z.object({ id, domain: z.string().optional() }).nullish()
const interaction = { user: personSchema, team: teamSchema, trigger_id: z.string().optional() }

export const pressSchema = z.object({
  ...interaction,
  type: z.literal('block_actions'),
  response_url: responseUrl,
  container: z
    .object({
      message_ts: z.string().optional(),
      thread_ts: z.string().optional(),
      is_ephemeral: z.boolean().optional(),
    })
    .default({}),
  channel: z.object({ id, name: z.string().optional() }),
  message: z.object({ ts: z.string().optional(), thread_ts: z.string().optional() }).optional(),
  actions: z.array(z.object({ value: z.string().optional(), action_ts: z.string().optional() })).min(1),
})

export const submissionSchema = z.object({
  ...interaction,
  type: z.literal('view_submission'),
  view: z.object({
    id,
    hash: z.string().default(''),
    callback_id: z.string(),
    private_metadata: z.string(),
    /** Whose the app is, whoever submitted: `team` is the submitter's. */
    app_installed_team_id: z.string().nullish(),
    state: z.object({ values: z.unknown() }),
  }),
})

export const shortcutSchema = z.object({
  ...interaction,
  type: z.enum(['shortcut', 'message_action']),
  callback_id: z.string(),
  response_url: responseUrl,
  /** Both only with a shortcut on a message. */
  channel: z.object({ id }).optional(),
  message: messageSchema.optional(),
})

/** What a button carries. */
export const buttonSchema = z.object({ action: z.string(), values: z.record(z.string(), z.string()) })
export type Person = z.infer<typeof personSchema>
export type Team = z.infer<typeof teamSchema>
