import { beforeEach, describe, expect, it } from 'vitest'
import type { Card } from '../../../src/core/card.ts'
import { translatorOf } from '../../../src/core/i18n.ts'
import { daysOfWeek } from '../../../src/core/time/day.ts'
import { keepFile } from '../../../src/db/files.ts'
import { createDecisions } from '../../../src/features/decisions/index.ts'
import { createHistory } from '../../../src/features/history/index.ts'
import { createMeetings } from '../../../src/features/meetings/index.ts'
import { pdf } from '../../harness/files.ts'
import { administrator, type Office, officerOf, openOffice, type Person } from '../../harness/office.ts'
import { plain } from '../../harness/plain.ts'

let office: Office
let jinan: Person
let wulong: Person
const reference = 'M-2025-0001'

/** A meeting that Jinan hosted, and that both sides came to; it is over. */
beforeEach(async () => {
  office = await openOffice(createDecisions, createMeetings, createHistory)
  jinan = { ...(await officerOf(office, 1, 'assisting')), private: true }
  wulong = { ...(await officerOf(office, 1, 'recipient')), private: true }
  await office.say(jinan, '会议 3月20日下午2点半 济南 联席会议 地点:市民中心')
  await office.say(jinan, `会议 参加 ${reference}`)
  await office.say(wulong, `会议 代会 ${reference} 李明副局长`)
  office.moveTo('2025-03-21T10:00')
  office.sent.splice(0)
})

const here = (person: Person): Person => ({ ...person, private: false })
const labels = ({ blocks }: Card): string[] =>
  blocks.flatMap((block) => (block.type === 'actions' ? block.actions.map(({ label }) => label) : []))
const told = (): string[] => office.sent.splice(0).map(({ to, card }) => `${to} ${card.summary}`)
const state = async (): Promise<string | undefined> =>
  /状态: (.*)/.exec(await office.read(jinan, `会议 纪要 ${reference}`))?.[1]
const write = (person: Person, more = '') =>
  office.say(person, `会议 纪要 ${reference} 会议研究了产业协作。 主持人:王建国${more}`)

const bindChannel = () =>
  office.database.client.channel.create({
    data: {
      conversation: 'test:ours',
      locale: 'zh-CN',
      scope: 'pair',
      pairId: office.pair(1).id,
      boundAt: office.clock.now(),
      boundBy: 'test:admin',
    },
  })

const agree = async () => {
  await write(jinan)
  await office.say(wulong, `会议 确认纪要 ${reference}`)
}

describe('minutes', () => {
  it('have whoever was in the chair by name, and the sentence behind it as their text, in all its lines', async () => {
    const line = `会议 纪要 ${reference} 主持人:王建国 会议研究了产业协作`
    await office.say(jinan, `${line}。\n一、同意开工。\n二、互派干部。`)
    expect(await office.read(jinan, `会议 纪要 ${reference}`)).toMatch(
      /主持人: 王建国\n[\s\S]*会议研究了产业协作。\n一、同意开工。\n二、互派干部。/,
    )
    expect((await office.say(jinan, line)).card.summary).toContain('已存为草稿')
  })

  it('are written by one side, confirmed by the other, and made final; each side is told what it shall do', async () => {
    const { card } = await write(jinan)
    expect(plain(card)).toMatchInlineSnapshot(`
      "(success) 会议 M-2025-0001 的纪要已存为草稿，待武隆确认。
      # 会议纪要 M-2025-0001
      济南市·武隆区东西部协作2025年第一次联席会议
      状态: 草稿，待武隆确认
      时间: 2025年3月20日（周四）14:30至16:30（北京时间）
      地点或链接: 市民中心
      主持人: 王建国
      出席: 济南：test:assisting-1；武隆：李明副局长
      会议研究了产业协作。
      [修改纪要] form.begin
      [登记议定事项] form.begin
      [纪要文件] /meeting document M-2025-0001
      [撤销] /undo M-2025-0001/MINUTES version:1"
    `)
    const [asked] = office.sent
    expect(labels(asked?.card ?? { blocks: [] })).toEqual(['确认', '修改纪要', '登记议定事项', '纪要文件'])
    expect(plain(asked?.card ?? { blocks: [] })).toContain('主持人: 王建国')
    expect(told()).toEqual([
      'test:recipient-1 济南起草了会议 M-2025-0001 的纪要，请核对后确认；有不同意见可直接修改。',
    ])
    await office.say(wulong, `会议 确认纪要 ${reference}`)
    expect(labels(office.sent[0]?.card ?? { blocks: [] })).toEqual(['定稿', '纪要文件', '重开'])
    expect(told()).toEqual([
      'test:assisting-1 武隆确认了会议 M-2025-0001 的纪要，请定稿；如有盖章件，可一并附上。',
    ])
    expect(await state()).toBe('武隆已于3月21日确认，待济南定稿')
    await bindChannel()
    await office.say(jinan, `/meeting final ${reference}`)
    expect(await state()).toBe('已于3月21日定稿')
    const status = office.features.find(({ name }) => name === 'meetings')?.status
    const blocks = await office.database.transact(
      async (transaction) =>
        (await status?.pair(
          transaction,
          office.pair(1),
          office.clock.today(),
          translatorOf('zh-CN'),
          office.clock.now(),
        )) ?? [],
    )
    expect(plain({ blocks })).toContain('最近纪要: 已于3月21日定稿')
    const [posted] = office.sent
    expect(posted).toMatchObject({ to: 'test:ours', topic: `minutes:${reference}`, anew: true })
    expect(plain(posted?.card ?? { blocks: [] })).not.toMatch(/王建国|李明|研究/)
  })

  it('are confirmed by an officer of the other side only, and as they were read', async () => {
    await write(jinan)
    await expect(office.say(jinan, `会议 确认纪要 ${reference}`)).rejects.toThrow('minutes.notYours')
    await expect(office.say(administrator, `会议 确认纪要 ${reference}`)).rejects.toThrow('minutes.notYours')
    await expect(office.say(jinan, `会议 定稿 ${reference}`)).rejects.toThrow('minutes.notConfirmed')
    await write(jinan, ' 出席:张华')
    await expect(office.say(wulong, `/meeting confirm ${reference} version:1`)).rejects.toThrow(
      'minutes.newer',
    )
    await office.say(wulong, `/meeting confirm ${reference} version:2`)
    await expect(office.say(wulong, `会议 确认纪要 ${reference}`)).rejects.toThrow('alreadyConfirmed')
    await expect(office.say(wulong, `会议 定稿 ${reference}`)).rejects.toThrow('minutes.notYours')
  })

  it('that the other side edits are its own, to be confirmed by the first', async () => {
    await write(jinan)
    await write(wulong, ' 出席:张华')
    expect(await state()).toBe('草稿，待济南确认')
    await office.say(jinan, `会议 确认纪要 ${reference}`)
    await office.say(wulong, `会议 定稿 ${reference}`)
    expect(await state()).toBe('已于3月21日定稿')
  })

  it('are sent in parts: each is added, and replaces what stood only where that is said', async () => {
    const said = async () => (await office.database.client.minutes.findFirstOrThrow()).text
    await office.say(jinan, `会议 纪要 ${reference} 张市长：我们建设。李区长：我们出资。`)
    const { card } = await office.say(
      jinan,
      `meeting minutes ${reference} Point 1: roads.\nPoint 2: schools.`,
    )
    expect(plain(card)).toContain('已接在原有正文之后')
    const both = '张市长：我们建设。李区长：我们出资。\nPoint 1: roads.\nPoint 2: schools.'
    expect(await said()).toBe(both)
    await office.say(jinan, `会议 纪要 ${reference} 张市长：我们建设。李区长：我们出资。`)
    expect(await said()).toBe(both)
    await office.say(jinan, `会议 纪要 ${reference} 替换：会议研究了劳务协作。`)
    expect(await said()).toBe('会议研究了劳务协作。')
    await office.say(jinan, `meeting minutes ${reference} replace: Roads: by May.`)
    expect(await said()).toBe('Roads: by May.')
    const part = '议'.repeat(3900)
    for (const number of [1, 2, 3, 4, 5]) await office.say(jinan, `会议 纪要 ${reference} ${number}${part}`)
    expect([...((await said()) ?? '')].length).toBeGreaterThan(19_000)
    await expect(office.say(jinan, `会议 纪要 ${reference} 6${part}`)).rejects.toThrow('minutes.long')
  })

  it('whose confirmation is taken back are not made final: who was asked to hears of it', async () => {
    await agree()
    told()
    await office.say(wulong, '/undo')
    expect(told()).toEqual([
      'test:assisting-1 武隆撤销了对会议 M-2025-0001 纪要的最近一步操作，纪要已恢复到此前状态。',
    ])
    expect(await state()).toBe('草稿，待武隆确认')
    await office.say(jinan, '/undo')
    expect(told()).toEqual([
      'test:recipient-1 济南撤销了对会议 M-2025-0001 纪要的最近一步操作，纪要已恢复到此前状态。',
    ])
  })

  it('hold still once both sides agree, until one opens them again for a reason that is kept', async () => {
    await agree()
    await expect(write(wulong)).rejects.toThrow('minutes.locked')
    await office.say(jinan, `会议 定稿 ${reference}`)
    await expect(write(jinan)).rejects.toThrow('minutes.locked')
    await expect(office.say(jinan, `会议 定稿 ${reference}`)).rejects.toThrow('alreadyFinal')
    await expect(office.say(jinan, `会议 取消 ${reference}`)).rejects.toThrow('minutes.wasHeld')
    await expect(office.say(jinan, `会议 改期 ${reference} 4月20日下午2点半`)).rejects.toThrow(
      'minutes.wasHeld',
    )
    await office.say(jinan, `会议 修改 ${reference} 地点:市民中心301会议室`)
    await bindChannel()
    office.sent.splice(0)
    await office.say(wulong, `会议 重开纪要 ${reference} 出席人员有误`)
    expect(told()).toEqual(['test:assisting-1 武隆重开了会议 M-2025-0001 的纪要，修改后将再请确认。'])
    expect(await office.read(jinan, `会议 纪要 ${reference}`)).toContain('重开原因: 出席人员有误')
    // Nobody confirms what is to be corrected first.
    expect(await state()).toBe('已重开，待武隆修改')
    expect(await office.read(jinan, `会议 纪要 ${reference}`)).not.toContain('[确认')
    expect(await office.read(wulong, `会议 纪要 ${reference}`)).toContain('[修改纪要]')
    await expect(office.say(jinan, `会议 重开纪要 ${reference} 再改`)).rejects.toThrow('notLocked')
    const audit = await office.database.client.auditEntry.findMany({
      where: { reference: `${reference}/MINUTES` },
      orderBy: { id: 'asc' },
    })
    expect(audit.map(({ action, version }) => `${version} ${action}`)).toEqual([
      '1 written',
      '2 confirmed',
      '3 final',
      '4 reopened',
    ])
    expect(audit[3]?.after).toMatchObject({ reopenReason: '出席人员有误', text: '会议研究了产业协作。' })
    await office.say(jinan, `会议 确认纪要 ${reference}`)
    expect(await office.read(jinan, `会议 纪要 ${reference}`)).not.toContain('重开原因')
  })

  it('keep names, text and files out of channels, but for what was just typed there', async () => {
    const typed = await office.say(here(jinan), `会议 纪要 ${reference} 会议研究了产业协作 主持人:王建国`)
    expect(plain(typed.card)).toMatch(
      /主持人: 王建国\n出席: 济南：test:assisting-1；武隆：李明副局长\n会议研究了产业协作/,
    )
    expect(labels(typed.card)).toContain('确认')
    const shown = await office.say(here(wulong), `会议 纪要 ${reference}`)
    expect(shown.topic).toBe(`minutes:${reference}`)
    expect(plain(shown.card)).not.toMatch(/王建国|李明|研究/)
    expect(plain(shown.card)).toContain('只在私聊中显示给联络员')
    expect(JSON.stringify(shown.card)).not.toContain('王建国')
  })

  it('are read by officers of their pair; others see how far they have come and what was agreed', async () => {
    await write(jinan)
    await office.say(
      jinan,
      `议定事项 启动冷链项目 会议:${reference} 支援方:联络员 受援方:联络员 期限:4月30日`,
    )
    const elsewhere = { ...(await officerOf(office, 2, 'recipient')), private: true }
    const { card } = await office.say(elsewhere, `会议 纪要 ${reference}`)
    expect(plain(card)).toContain('启动冷链项目')
    expect(plain(card)).toContain('纪要正文、姓名和文件只向本结对的联络员显示。')
    expect(plain(card)).not.toMatch(/王建国|产业协作/)
    expect(labels(card)).toEqual([])
    await expect(office.say(elsewhere, `会议 纪要文件 ${reference}`)).rejects.toThrow(
      'minutes.document.ofPair',
    )
  })

  it('may be a file, which final minutes may have one more of; undo takes away what a change brought', async () => {
    const [scan, sealed] = await office.database.transact(async (transaction) => [
      await keepFile(
        transaction,
        { name: '纪要.pdf', mediaType: 'application/pdf', content: pdf('1') },
        office.clock.now(),
      ),
      await keepFile(
        transaction,
        { name: '盖章件.pdf', mediaType: 'application/pdf', content: pdf('2') },
        office.clock.now(),
      ),
    ])
    await expect(office.say(jinan, `会议 纪要 ${reference} 主持人:王建国`)).rejects.toThrow('textOrFile')
    const filed = await office.say(jinan, `会议 纪要 ${reference} files:"纪要.pdf <${scan?.id}>"`)
    expect(plain(filed.card)).toContain('已附1个文件：纪要.pdf。')
    await office.say(wulong, `会议 确认纪要 ${reference}`)
    await office.say(jinan, `会议 定稿 ${reference} files:"盖章件.pdf <${sealed?.id}>"`)
    const files = async () => (await office.read(wulong, `会议 纪要 ${reference}`)).match(/[^ \n]*\.pdf/g)
    expect(await files()).toHaveLength(2)
    await office.say(jinan, `/undo ${reference}`)
    expect(await files()).toHaveLength(1)
    expect(await state()).toBe('武隆已于3月21日确认，待济南定稿')
    await expect(office.say(jinan, `/undo ${reference}/MINUTES version:1`)).rejects.toThrow('changedSince')
    await office.say(wulong, '/undo')
    await office.say(jinan, `/undo ${reference}/MINUTES version:1`)
    expect(await state()).toBe('尚无纪要')
    await write(wulong)
    expect(await state()).toBe('草稿，待济南确认')
  })

  it.each([
    ['会议 4月20日下午2点半 济南 联席会议', 'M-2025-0002', 'minutes.notBegun'],
    ['会议 取消 M-2025-0001', reference, 'minutes.ofCancelled'],
    ['会议 下次', reference, 'minutes.notWritten'],
  ])('cannot be where there are none: after %s', async (line, about, problem) => {
    await office.say(jinan, line)
    const asked = problem === 'minutes.notWritten' ? 'confirm' : 'minutes'
    await expect(office.say(wulong, `/meeting ${asked} ${about}`)).rejects.toThrow(problem)
  })

  it('offer what their text says was agreed, each until it is entered; that then changes with them only', async () => {
    const text = '三、议定事项：\n（一）冷链项目开工；\n2. 互派挂职干部2名。'
    const { card } = await office.say(jinan, `会议 纪要 ${reference} 会议研究了产业协作。\n${text}`)
    expect(labels(card)).toEqual(['修改纪要', '登记事项一', '登记事项2', '登记议定事项', '纪要文件', '撤销'])
    const owners = '支援方:济南市发展改革委 受援方:test:recipient-1'
    await office.say(jinan, `议定事项 冷链项目开工 ${owners} 会议:${reference} 期限:4月30日`)
    const shown = await office.say(jinan, `会议 纪要 ${reference}`)
    expect(labels(shown.card)).toEqual(['修改纪要', '登记事项2', '登记议定事项', '纪要文件'])
    expect(plain(shown.card)).toContain(
      '支援方：济南市发展改革委 · 受援方：test:recipient-1 · 期限：4月30日 · D-2025-0001',
    )
    expect(await office.read(here(jinan), `会议 纪要 ${reference}`)).toContain(
      '支援方：济南市发展改革委 · 期限：4月30日 · D-2025-0001',
    )
    await office.say(wulong, `会议 确认纪要 ${reference}`)
    for (const line of [
      '议定事项 修改 D-2025-0001 内容:冷链项目竣工',
      '议定事项 取消 D-2025-0001',
      `议定事项 互派干部 ${owners} 会议:${reference} 期限:4月30日`,
    ])
      await expect(office.say(jinan, line)).rejects.toThrow('decisions.locked')
    await office.say(jinan, '议定事项 延期 D-2025-0001 5月30日 设计变更')
    await office.say(jinan, '议定事项 办结 D-2025-0001 已开工')
    expect(await office.read(jinan, `会议 纪要 ${reference}`)).toContain('期限：4月30日')
  })

  it('of a side whose officers cannot be told stand in its channels, and whoever writes learns of it', async () => {
    await office.database.client.officer.updateMany({ where: { side: 'recipient' }, data: { active: false } })
    await bindChannel()
    const { card } = await write(jinan)
    expect(plain(card)).toContain('武隆尚无联络员可以通知')
    expect(office.sent.map(({ to, topic }) => `${to} ${topic}`)).toEqual([`test:ours minutes:${reference}`])
    expect(labels(office.sent[0]?.card ?? { blocks: [] })).toContain('确认')
  })
})

describe('late minutes', () => {
  const morning = async (day: string) => {
    office.moveTo(`2025-${day}T09:00`)
    await office.runDue()
    return told().filter((line) => line.includes('工作日'))
  }
  const overdue = async (today: string) => {
    office.moveTo(`2025-${today}T10:00`)
    const digest = office.features.find(({ name }) => name === 'meetings')?.digest
    const week = daysOfWeek('2025-W13')
    if (!digest || !week) throw new Error('no digest')
    const data = await office.database.transact((transaction) =>
      digest.collect(transaction, week, office.clock.today()),
    )
    return digest.present(data, [office.pair(1)], translatorOf('zh-CN')).overdue.lines
  }
  const title = '济南市·武隆区东西部协作2025年第一次联席会议'

  it('are asked for once, five workdays after the meeting, of the host who has not written them', async () => {
    await office.say(jinan, '会议 2025年3月20日上午9点 济南 座谈会 已召开')
    expect(await morning('03-26')).toEqual([])
    expect(await overdue('03-26')).toEqual([])
    expect(await morning('03-27')).toEqual([
      'test:assisting-1 会议 M-2025-0001 已过5个工作日，还没有纪要，请贵方作为主办方起草。',
    ])
    expect(await overdue('03-27')).toEqual([`${reference} ${title}：尚无纪要，待济南起草`])
    expect(await morning('03-28')).toEqual([])
  })

  it('are asked for of whose turn it is, and no more once they are final', async () => {
    await write(jinan)
    told()
    expect(await morning('03-27')).toEqual([
      'test:recipient-1 会议 M-2025-0001 已过5个工作日，纪要还没有确认，请核对后确认。',
    ])
    expect(await overdue('03-27')).toEqual([`${reference} ${title}：纪要待武隆确认`])
    await office.say(wulong, `会议 确认纪要 ${reference}`)
    expect(await overdue('03-28')).toEqual([`${reference} ${title}：纪要待济南定稿`])
    await office.say(jinan, `会议 定稿 ${reference}`)
    expect(await overdue('03-28')).toEqual([])
  })

  it('that are final, and those of a meeting that was called off, are not asked for', async () => {
    await agree()
    await office.say(jinan, `会议 定稿 ${reference}`)
    await office.say(jinan, '会议 2025年3月20日上午9点 济南 工作会议 已召开')
    await office.say(jinan, '会议 取消 M-2025-0002')
    told()
    expect(await morning('03-27')).toEqual([])
  })
})
