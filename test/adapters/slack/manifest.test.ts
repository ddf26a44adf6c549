import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { slackManifest } from '../../../src/adapters/slack/manifest.ts'

const entry = (word: string, summary: string) => ({ word, summary, access: 'everyone' as const })

describe('the manifest of the Slack app', () => {
  it('offers the commands and shortcuts that there are, and asks for no scope without a reason', () => {
    const text = slackManifest(
      [entry('visit', 'Record a visit: "who"\n- when'), entry('status', 'How a pair stands')],
      [{ callback: 'log', kind: 'message', name: 'Record this message', description: 'As a visit' }],
    )
    const manifest = parse(text)
    expect(manifest.features.slash_commands).toMatchObject([
      {
        command: '/luyu',
        usage_hint: '[visit | status]',
        description: expect.stringContaining('"who"\n- when'),
      },
    ])
    expect(manifest.features.shortcuts).toEqual([
      { name: 'Record this message', type: 'message', callback_id: 'log', description: 'As a visit' },
    ])
    for (const scope of manifest.oauth_config.scopes.bot)
      expect(text).toMatch(new RegExp(`# [^\\n]+\\n {6}- ${scope}\\n`))
    expect(manifest.settings.event_subscriptions.bot_events).toEqual(['app_mention', 'message.im'])
  })

  it('keeps within the limits, however many commands there are', () => {
    const many = Array.from({ length: 500 }, (_, index) => entry(`command${index}`, 'words '.repeat(20)))
    const shortcut = {
      callback: 'x',
      kind: 'global' as const,
      name: 'n'.repeat(99),
      description: 'd'.repeat(999),
    }
    const { features, display_information } = parse(slackManifest(many, [shortcut]))
    expect(features.slash_commands[0].usage_hint.length).toBeLessThanOrEqual(1000)
    expect(features.slash_commands[0].description.length).toBeLessThanOrEqual(2000)
    expect(features.shortcuts[0].name.length).toBeLessThanOrEqual(24)
    expect(features.shortcuts[0].description.length).toBeLessThanOrEqual(150)
    expect(display_information.description.length).toBeLessThanOrEqual(140)
  })

  it('has no empty list of shortcuts', () => {
    expect(parse(slackManifest([], [])).features).not.toHaveProperty('shortcuts')
  })
})
