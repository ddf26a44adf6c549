import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { scopeNames } from '../../src/adapters/slack/scopes.ts'
import { bindRoom } from '../harness/rooms.ts'
import { openSlackChannel } from '../harness/slack-channel.ts'
import { answered, openTelegramGroup } from '../harness/telegram-group.ts'

describe('the self-test of a channel on Telegram', () => {
  let opened: Awaited<ReturnType<typeof openTelegramGroup>>
  let group: number

  beforeAll(async () => {
    opened = await openTelegramGroup()
  })
  beforeEach(async () => {
    group = await opened.again()
  })
  afterAll(() => opened.close())

  /** What the bot says there, and to the person alone, because of a line. */
  const say = async (line: string, topic?: number, chat = group) => {
    const { telegram, wang, running } = opened
    const place = topic === undefined ? {} : { topic }
    telegram.say(chat, line, { from: wang, ...place })
    await answered(telegram, running.app)
    const heard = (place: number) =>
      telegram
        .unread(place)
        .splice(0)
        .map(({ text }) => text)
        .join('\n')
    return { here: heard(chat), private: heard(wang.id) }
  }

  it('posts a line, edits and deletes it, and says that all is well', async () => {
    const { here } = await say('/bind 武隆')
    expect(here).toMatch(/已绑定[\s\S]*可以发言[\s\S]*可以修改[\s\S]*自检通过/)
    const standing = opened.telegram.messages.filter(({ chat }) => chat === group).map(({ text }) => text)
    expect(standing.join('\n')).not.toContain('自检，')
  })

  it('names pictures and documents that may not be sent', async () => {
    opened.telegram.letBot(group, {
      status: 'restricted',
      can_send_messages: true,
      can_send_photos: false,
      can_send_documents: false,
    })
    const { here } = await say('@luyu_bot 频道 检查')
    expect(here).toMatch(/还缺少[\s\S]*不能在此发送图片[\s\S]*允许发送图片[\s\S]*不能在此发送文件/)
    expect(here).not.toContain('自检通过')
  })

  it('tells who asked in private where nothing can be said', async () => {
    opened.telegram.letBot(group, { status: 'restricted', can_send_messages: false, can_send_photos: false })
    const told = await say('/bind 武隆')
    expect(told.here).toBe('')
    expect(told.private).toMatch(/还不能在频道（telegram:-\d+）发言[\s\S]*不能在此发言[\s\S]*群权限/)
    expect(told.private).not.toContain('图片')
    const [channel] = await opened.database.client.channel.findMany({
      where: { conversation: `telegram:${group}` },
    })
    expect(channel?.brokenReason).toBe('posting')
  })

  it('says that a topic is closed, and that its messages go to the group', async () => {
    const topic = opened.telegram.addTopic(group)
    await say('/bind 武隆', topic)
    opened.telegram.closeTopic(group, topic)
    const { here } = await say('/channel check', topic)
    expect(here).toMatch(/话题已关闭或删除[\s\S]*重新打开话题/)
  })

  it('says what an administrator of a broadcast channel may not do', async () => {
    opened.telegram.letBot(group, {
      status: 'administrator',
      can_edit_messages: false,
      can_delete_messages: false,
    })
    const { here } = await say('/channel check')
    expect(here).toMatch(/不能修改自己的消息[\s\S]*不能删除自己的消息/)
  })

  it('tells that the bot is no administrator of a broadcast channel', async () => {
    const { telegram, database, running } = opened
    const channel = telegram.addChannel()
    await bindRoom(database, `telegram:${channel}`, '武隆', 'zh-CN')
    telegram.post(channel, '/channel check')
    await answered(telegram, running.app)
    telegram.letBot(channel, { status: 'member' })
    telegram.press(channel, '/channel check', { from: opened.wang })
    await answered(telegram, running.app)
    const told = telegram.unread(opened.wang.id).splice(0)
    expect(told.map(({ text }) => text).join()).toMatch(/不是本频道的管理员[\s\S]*设为管理员/)
  })

  it('follows a group that became a supergroup before anybody said so', async () => {
    const { telegram, database } = opened
    const [topic] = [telegram.addGroup('group')]
    await bindRoom(database, `telegram:${topic}`, '武隆', 'zh-CN')
    telegram.say(topic, '/channel check', { from: opened.wang })
    const to = telegram.migrate(topic, { silent: true })
    await answered(telegram, opened.running.app)
    expect(
      telegram
        .unread(to)
        .splice(0)
        .map(({ text }) => text)
        .join(),
    ).toContain('自检通过')
  })

  it('mends a channel that was broken: its owner is told once, and the summary that was missed comes late, once', async () => {
    const { telegram, running, wang } = opened
    await say('/bind 武隆')
    await running.app.runDue()
    telegram.kick(group)
    running.clock.moveTo(new Date('2025-03-10T01:00:00Z'))
    await running.app.runDue()
    const owner = () =>
      telegram
        .unread(wang.id)
        .splice(0)
        .map(({ text }) => text)
        .join()
    expect(owner()).toMatch(/收不到消息[\s\S]*济南—武隆（group）/)
    telegram.readmit(group)
    const mended = await say('/status')
    expect(mended.here).toMatch(/补发：应发时本频道收不到消息[\s\S]*自检通过/)
    expect(mended.private).toContain('济南—武隆（group）”频道已恢复')
    const after = await say('/status')
    expect(after.here).not.toMatch(/自检|补发/)
    expect(after.private).toBe('')
  })

  /** Bound, broken, and a summary missed. */
  const miss = async () => {
    const { telegram, running } = opened
    await say('/bind 武隆')
    await running.app.runDue()
    telegram.kick(group)
    running.clock.moveTo(new Date('2025-03-10T01:00:00Z'))
    await running.app.runDue()
    telegram.unread(opened.wang.id).splice(0)
  }
  const unread = (chat: number) =>
    opened.telegram
      .unread(chat)
      .splice(0)
      .map(({ text }) => text)
      .join('\n')

  it('mends a channel as soon as the bot is added again, or may write again', async () => {
    const { telegram, running, wang } = opened
    await miss()
    telegram.admit(group, { status: 'restricted', can_send_messages: false })
    await answered(telegram, running.app)
    expect(unread(group)).toBe('')
    telegram.admit(group)
    await answered(telegram, running.app)
    expect(unread(group)).toMatch(/补发：应发时本频道收不到消息[\s\S]*自检通过/)
    expect(unread(wang.id)).toContain('频道已恢复')
  })

  it('mends a channel when a message arrives there', async () => {
    const { telegram, running, wang } = opened
    await miss()
    telegram.readmit(group)
    running.clock.moveTo(new Date('2025-03-17T01:00:00Z'))
    await running.app.runDue()
    // The next summary: the one before is of no interest any more.
    expect(unread(group)).toMatch(/^(?![\s\S]*补发)[\s\S]*2025年第11周/)
    expect(unread(wang.id)).toContain('频道已恢复')
  })

  it('tries a group that became a supergroup while it was broken', async () => {
    const { telegram, running, wang } = opened
    const old = telegram.addGroup('group')
    await say('/bind 武隆', undefined, old)
    await running.app.runDue()
    telegram.kick(old)
    running.clock.moveTo(new Date('2025-03-10T01:00:00Z'))
    await running.app.runDue()
    telegram.unread(wang.id).splice(0)
    const to = telegram.migrate(old)
    await answered(telegram, running.app)
    await running.app.settled()
    expect(unread(to)).toMatch(/补发[\s\S]*自检通过/)
    expect(unread(wang.id)).toContain('频道已恢复')
  })

  it('is refused to strangers, and where nothing is bound', async () => {
    const { telegram, running } = opened
    const elsewhere = telegram.addGroup()
    expect((await say('/channel check', undefined, elsewhere)).private).toContain('尚未绑定')
    const stranger = telegram.addPerson({ id: 5005, first_name: '路人', language_code: 'zh' })
    telegram.say(group, '/channel check', { from: stranger })
    await answered(telegram, running.app)
    expect(
      telegram
        .unread(stranger.id)
        .splice(0)
        .map(({ text }) => text)
        .join(),
    ).toContain('请联系')
    expect(await opened.database.client.outboxMessage.count()).toBe(0)
  })
})

describe('the self-test of a channel on Slack', () => {
  let opened: Awaited<ReturnType<typeof openSlackChannel>>
  let wang: Awaited<ReturnType<(typeof opened)['again']>>

  beforeAll(async () => {
    opened = await openSlackChannel()
  })
  beforeEach(async () => {
    opened.slack.grant(scopeNames)
    wang = await opened.again()
  })
  afterAll(() => opened.close())

  const run = async (line: string, channel = 'C1') => {
    const { slack, running } = opened
    await wang.command(channel, line)
    await running.app.settled()
    const unread = slack.unread()
    const at = (place: string) =>
      unread
        .filter(({ channel: one }) => one === place)
        .map(({ text }) => text)
        .join('\n')
    return { here: at(channel), private: at(slack.directOf('U1')) }
  }

  it('posts a line, edits and deletes it, and says that all is well', async () => {
    const { here } = await run('bind 武隆')
    expect(here).toMatch(/已绑定[\s\S]*可以发言[\s\S]*可以修改[\s\S]*自检通过/)
    const standing = opened.slack.standing('C1').map(({ text }) => text)
    expect(standing.join('\n')).not.toContain('自检，')
  })

  it('names the scopes that the app was installed without', async () => {
    opened.slack.grant(scopeNames.filter((scope) => scope !== 'files:write'))
    const { here } = await run('channel check')
    expect(here).toMatch(/缺少权限 files:write[\s\S]*slack-manifest/)
    expect(here).not.toContain('files:read')
  })

  it.each([
    ['the bot was not invited', { member: false }, /机器人不在本频道[\s\S]*\/invite @Luyu/],
    ['the channel is archived', { archived: true }, /频道已归档[\s\S]*取消归档/],
    ['only some may post', { restricted: true }, /只允许指定人员发言[\s\S]*发言权限/],
  ] as const)('says in private that %s', async (_what, state, words) => {
    opened.slack.addChannel('C7', state)
    const told = await run('bind 武隆', 'C7')
    expect(told.private).toMatch(/还不能在频道（slack:T1\/C7）发言/)
    expect(told.private).toMatch(words)
    // Once: who asked needs no second notice that the channel is broken.
    expect(told.private).not.toContain('有频道收不到消息')
  })

  it('says that messages cannot be deleted', async () => {
    opened.slack.addChannel('C8', { keepsMessages: true })
    expect((await run('bind 武隆', 'C8')).here).toMatch(/不能删除自己的消息[\s\S]*工作区设置/)
  })

  it('leaves a channel broken that is spoken from without the bot, and mends it once it is back', async () => {
    const { slack, running } = opened
    slack.addChannel('C9')
    await run('bind 武隆', 'C9')
    await running.app.runDue()
    slack.addChannel('C9', { member: false })
    running.clock.moveTo(new Date('2025-03-10T01:00:00Z'))
    await running.app.runDue()
    expect(
      slack
        .unread()
        .map(({ text }) => text)
        .join(),
    ).toContain('有频道收不到消息')
    const away = await run('status', 'C9')
    expect(away.private).toMatch(/还不能在频道（slack:T1\/C9）发言/)
    expect(away.private).not.toContain('已恢复')
    slack.addChannel('C9')
    const back = await run('status', 'C9')
    expect(back.private).toContain('频道已恢复接收消息')
    expect(back.here).toMatch(/补发[\s\S]*自检通过/)
    expect((await run('status', 'C9')).here).not.toContain('补发')
  })

  it('mends a channel as soon as the bot is invited to it again', async () => {
    const { slack, running } = opened
    slack.addChannel('C9')
    await run('bind 武隆', 'C9')
    await running.app.runDue()
    slack.addChannel('C9', { member: false })
    running.clock.moveTo(new Date('2025-03-10T01:00:00Z'))
    await running.app.runDue()
    slack.unread()
    slack.addChannel('C9')
    await wang.invite('C9')
    await running.app.settled()
    const heard = slack.unread()
    const at = (place: string) => heard.filter(({ channel }) => channel === place).map(({ text }) => text)
    expect(at('C9').join('\n')).toMatch(/补发[\s\S]*自检通过/)
    expect(at(slack.directOf('U1')).join('\n')).toContain('频道已恢复接收消息')
  })

  it('tries again later when Slack is in need', async () => {
    opened.slack.fail('chat.postMessage', { kind: 'status', status: 503 })
    opened.slack.fail('chat.postMessage', { kind: 'rate-limited', seconds: 1 })
    await run('bind 武隆')
    const [row] = await opened.database.client.outboxMessage.findMany({ where: { checkFor: { not: null } } })
    expect(row?.state).toBe('due')
  })
})
