import { afterEach, beforeEach, expect, it } from 'vitest'
import { card, fileBlock, text } from '../../../src/core/card.ts'
import { conversationReference } from '../../../src/core/request.ts'
import { jpeg } from '../../harness/files.ts'
import { openStage, patient, type Stage } from './stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage('http', patient)
})
afterEach(() => stage.stop())

const thrown = (doing: Promise<unknown>) =>
  doing.then(
    () => undefined,
    (error: unknown) => error,
  )
const photo = { name: '一.jpg', mimetype: 'image/jpeg', content: jpeg('一') }
const fetchPhoto = async () => {
  await stage.slack.person('U1', 'wang').direct('', [photo])
  const [attachment] = stage.last().attachments ?? []
  if (!attachment) throw new Error('no file came')
  return stage.adapter.download(attachment, 1000)
}
const show = () =>
  stage.adapter.send(
    conversationReference('slack:T1/C1'),
    card(text('现场'), fileBlock(stage.files.put('一.jpg', 'image/jpeg', jpeg('一')))),
    'zh-CN',
  )

it('sends its token for a file to no host but Slack’s', async () => {
  stage.slack.keepFilesAt('127.0.0.1:9')
  expect(await thrown(fetchPhoto())).toMatchObject({ reason: 'gone' })
})

it('may be asked again for a file when Slack has an error of its own', async () => {
  stage.slack.fail('download', { kind: 'status', status: 503 })
  expect(await thrown(fetchPhoto())).toMatchObject({ failure: 'transient' })
  expect(Buffer.from(await fetchPhoto())).toEqual(photo.content)
})

it('says nothing of a card whose files Slack does not take, so that it can be sent again', async () => {
  stage.slack.fail('upload', { kind: 'status', status: 500 })
  expect(await thrown(show())).toMatchObject({ failure: 'transient', uncertain: false })
  expect(stage.slack.unread()).toEqual([])
})

it('tells that the words have arrived when the files below them are not shown', async () => {
  stage.slack.fail('files.completeUploadExternal', { kind: 'rate-limited', seconds: 7 })
  expect(await thrown(show())).toMatchObject({ failure: 'rate-limited', retryAfter: 7, uncertain: true })
  expect(stage.slack.unread()).toMatchObject([{ text: '现场' }])
})

it('shows the files of an answer in its thread', async () => {
  await stage.slack.person('U1', 'wang').mention('C1', 'visit show', { thread: '1741000000.000100' })
  const shown = card(text('现场'), fileBlock(stage.files.put('一.jpg', 'image/jpeg', jpeg('一'))))
  await stage.adapter.answer(stage.last(), { locale: 'zh-CN', card: shown })
  expect(stage.slack.unread().map(({ kind, thread }) => [kind, thread])).toEqual([
    ['message', '1741000000.000100'],
    ['file', '1741000000.000100'],
  ])
})
