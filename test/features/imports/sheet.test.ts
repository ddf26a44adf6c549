import { Buffer } from 'node:buffer'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import write from 'write-excel-file/node'
import { UserError } from '../../../src/core/errors.ts'
import { translatorOf } from '../../../src/core/i18n.ts'
import { readSheets } from '../../../src/features/imports/sheet/read.ts'

const translate = translatorOf('en')

/** Why a file is refused; fails when it is not. */
const refusal = async (content: Uint8Array, name = 'sheet.xlsx'): Promise<string> => {
  try {
    await readSheets(content, name)
  } catch (error) {
    if (error instanceof UserError) return translate.say(error.notice)
    throw error
  }
  throw new Error('it was read')
}

/** How many megabytes the program grew by, and seconds it took. */
const costOf = async (work: () => Promise<unknown>) => {
  const [before, began] = [process.memoryUsage().rss, performance.now()]
  await work()
  return {
    megabytes: (process.memoryUsage().rss - before) / 1024 / 1024,
    seconds: (performance.now() - began) / 1000,
  }
}

const contentTypes = `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`
const relationship = (id: string, type: string, target: string) =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="${id}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}"/></Relationships>`

/** A workbook of one sheet, made by hand. */
const workbook = (rows: string, more: Readonly<Record<string, Uint8Array>> = {}, head = ''): Uint8Array =>
  zipSync({
    '[Content_Types].xml': strToU8(contentTypes),
    '_rels/.rels': strToU8(relationship('rId1', 'officeDocument', 'xl/workbook.xml')),
    'xl/_rels/workbook.xml.rels': strToU8(relationship('rId1', 'worksheet', 'worksheets/sheet1.xml')),
    'xl/workbook.xml': strToU8(
      '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="互访" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ),
    'xl/worksheets/sheet1.xml': strToU8(
      `<?xml version="1.0"?>${head}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`,
    ),
    ...more,
  })
const row = (number: number, cells: string) => `<row r="${number}">${cells}</row>`
const words = (cell: string, text: string) => `<c r="${cell}" t="inlineStr"><is><t>${text}</t></is></c>`

describe('a sheet', () => {
  it('is read with its typed cells', async () => {
    const content = await write(
      [
        [{ value: '日期' }, { value: '人数' }, { value: '比例' }, { value: '事由' }],
        [
          { value: new Date('2025-03-05T00:00:00Z'), type: Date, format: 'yyyy-mm-dd' },
          { value: 12, type: Number },
          { value: 0.65, type: Number, format: '0%' },
          { value: '=1+1', type: String },
        ],
        [],
        [{ value: new Date('2025-03-05T14:30:00Z'), type: Date, format: 'yyyy-mm-dd hh:mm' }],
      ],
      { sheet: '互访' },
    ).toBuffer()
    expect(await readSheets(content, 'a.xlsx')).toEqual([
      {
        name: '互访',
        rows: [
          { number: 1, cells: ['日期', '人数', '比例', '事由'] },
          { number: 2, cells: [{ day: '2025-03-05' }, 12, { percent: 0.65 }, '=1+1'] },
          { number: 4, cells: [{ moment: '2025-03-05T14:30' }, null, null, null] },
        ],
      },
    ])
  })

  it('says which cells are reckoned, and which numbers have lost their last digits', async () => {
    const content = workbook(
      row(1, `${words('A1', '人数')}${words('B1', '身份证')}`) +
        row(2, '<c r="A2"><f>SUM(A3:A9)</f><v>12</v></c><c r="B2"><v>110101199003071234</v></c>'),
    )
    const [sheet] = await readSheets(content, 'a.xlsx')
    expect(sheet?.rows[1]?.cells).toEqual([{ formula: 'SUM(A3:A9)' }, { huge: '110101199003071230' }])
  })

  it('may have formats far out, where nothing is written', async () => {
    const content = workbook(row(1, words('A1', '事由')) + row(1_048_576, '<c r="XFD1048576" s="0"/>'))
    expect(await readSheets(content, 'a.xlsx')).toEqual([
      { name: '互访', rows: [expect.objectContaining({ number: 1 })] },
    ])
  })

  it('of separated values is read in UTF-8 and GBK, with any of the usual separators', async () => {
    // 互访,人数 as a Chinese Excel saves it.
    const gbk = Buffer.from('bba5b7c32cc8cbcafd0d0a312c320d0a', 'hex')
    const rows = [
      { number: 1, cells: ['互访', '人数'] },
      { number: 2, cells: ['1', '2'] },
    ]
    expect(await readSheets(gbk, '台账.csv')).toEqual([{ name: '台账', rows }])
    for (const text of ['\uFEFF互访,人数\r\n1,2\r\n', '互访\t人数\n1\t2', '互访;人数\n"1";2\n'])
      expect(await readSheets(strToU8(text), '台账.csv')).toEqual([{ name: '台账', rows }])
  })

  it('of separated values is read in UTF-16 and Windows-1252, or refused with how to save it', async () => {
    const text = '项目名称,人数\r\n甲厂,2\r\n'
    const rows = [
      { number: 1, cells: ['项目名称', '人数'] },
      { number: 2, cells: ['甲厂', '2'] },
    ]
    for (const mark of ['\uFEFF', '']) {
      const little = Buffer.from(mark + text, 'utf16le')
      const big = Buffer.from(little).swap16()
      for (const content of [little, big])
        expect(await readSheets(content, '台账.csv')).toEqual([{ name: '台账', rows }])
    }
    const [western] = await readSheets(Buffer.from('Name,Fee\r\nSociété Générale,£5\r\n', 'latin1'), 'a.csv')
    expect(western?.rows[1]?.cells).toEqual(['Société Générale', '£5'])
    // A cut UTF-16, NULs, and bytes that are no character anywhere.
    for (const hex of ['fffe6100d8', '610000006200002c', '61812c0a62810a'])
      expect(await refusal(Buffer.from(hex, 'hex'), 'a.csv')).toContain(
        'save it in Excel or WPS as “CSV UTF-8',
      )
  })

  it('of separated values gives back what a guard stood before', async () => {
    const [sheet] = await readSheets(strToU8("a,b,c\n'=1+1,''=x,'x\n"), 'a.csv')
    expect(sheet?.rows[1]?.cells).toEqual(['=1+1', "'=x", "'x"])
  })
})

describe('a hostile file is refused, soon and in words:', () => {
  it('one that inflates to gigabytes, whatever size it announces', async () => {
    const zeros = Buffer.alloc(80 * 1024 * 1024, ' ')
    const honest = workbook(row(1, words('A1', 'x')), { 'xl/sharedStrings.xml': zeros })
    const lying = Buffer.from(honest)
    // The sizes of the last entry, in its local header and in the central directory.
    for (const [mark, offset] of [
      ['504b0304', 22],
      ['504b0102', 24],
    ] as const)
      lying.writeUInt32LE(10, lying.lastIndexOf(Buffer.from(mark, 'hex')) + offset)
    for (const bomb of [honest, lying]) {
      expect(bomb.length).toBeLessThan(1024 * 1024)
      const { seconds, megabytes } = await costOf(async () =>
        expect(await refusal(bomb)).toContain('unpacks to more than 32 MB'),
      )
      expect(seconds).toBeLessThan(5)
      expect(megabytes).toBeLessThan(200)
    }
  })

  it('one with a cell at the far end', async () => {
    for (const cell of ['XFD1048576', 'BI1', 'A5021'])
      expect(await refusal(workbook(row(1, words('A1', 'x')) + row(5021, words(cell, 'x'))))).toContain(
        `Cell ${cell} has something in it`,
      )
  })

  it('one with macros', async () => {
    expect(await refusal(workbook('', { 'xl/vbaProject.bin': strToU8('x') }))).toContain('macros')
  })

  it('one that declares entities, nests without end, or is none', async () => {
    const entities = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    expect(await refusal(workbook(row(1, words('A1', '&b;')), {}, entities))).toContain('cannot be opened')
    const { seconds } = await costOf(async () => {
      const deep = workbook('<row r="1"><c r="A1">'.repeat(300_000))
      // A reader may make sense of it: it must not cost more than a refusal.
      await readSheets(deep, 'a.xlsx').catch((error: unknown) => expect(error).toBeInstanceOf(UserError))
    })
    expect(seconds).toBeLessThan(9)
    for (const none of [strToU8('PK'), strToU8('nothing'), zipSync({ a: strToU8('b') }), new Uint8Array()])
      expect(await refusal(none)).toContain('cannot be opened')
  })

  it('one whose few texts stand in very many cells', async () => {
    const long = 'x'.repeat(3_000)
    const cells = Array.from({ length: 5_000 }, (_, index) =>
      row(index + 1, Array.from({ length: 50 }, () => '<c t="s"><v>0</v></c>').join('')),
    ).join('')
    const bomb = workbook(cells, {
      'xl/_rels/workbook.xml.rels': strToU8(
        relationship('rId1', 'worksheet', 'worksheets/sheet1.xml').replace(
          '</Relationships>',
          '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        ),
      ),
      'xl/sharedStrings.xml': strToU8(
        `<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>${long}</t></si></sst>`,
      ),
    })
    expect(await refusal(bomb)).toContain('cannot be opened')
  })

  it('one that is of another kind, or whose quotation marks never end', async () => {
    expect(await refusal(strToU8('x'), 'a.xls')).toContain('.xlsx')
    expect(await refusal(strToU8(`a,b\n1,"${'x'.repeat(1_000_000)}`), 'a.csv')).toContain('Quotation marks')
    expect(await refusal(strToU8('a\n'.repeat(6_000)), 'a.csv')).toContain('Cell A5021')
    expect(await refusal(strToU8(`${','.repeat(70)}x\n`), 'a.csv')).toContain('Cell BI1')
  })
})
