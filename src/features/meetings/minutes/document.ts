import type { Locale } from '../../../core/request.ts'
import type { DocumentText } from './document.text.ts'

/** What the official layout of documents (GB/T 9704-2012) has: in half points (2号, 3号, 4号), and in twentieths of one. */
const sizes = { title: 44, text: 32, page: 28 } as const
const page = {
  size: { width: 11_906, height: 16_838 },
  margin: { top: 2_098, bottom: 1_984, left: 1_588, right: 1_474 },
} as const
const lineHeight = 560
/** Two characters of the text. */
const firstLine = 640

const core = 'docProps/core.xml'
/** Of the parts within a zip file, which keeps local times from 1980 on. */
const someTime = '2000-01-01T00:00:00'

/** The same bytes for the same words: the library writes down when it was called. */
const withoutClock = async (zipped: Uint8Array, updatedAt: Date): Promise<Uint8Array> => {
  const { strFromU8, strToU8, unzipSync, zipSync } = await import('fflate')
  const parts = unzipSync(zipped, { filter: ({ name }) => !name.endsWith('/') })
  const said = parts[core]
  const stamped = strFromU8(said ?? new Uint8Array()).replace(
    /(?<=<dcterms:(?:created|modified)[^>]*>)[^<]*/gu,
    updatedAt.toISOString(),
  )
  return zipSync({ ...parts, [core]: strToU8(stamped) }, { mtime: someTime })
}

/** Minutes as a Word document. The libraries are loaded when the first is asked for: a start does not wait for them. */
export const writeDocument = async (
  { title, note, facts, sections, closing }: DocumentText,
  locale: Locale,
  updatedAt: Date,
): Promise<Uint8Array> => {
  const { AlignmentType, Document, Footer, LineRuleType, Packer, PageNumber, Paragraph, TextRun } =
    await import('docx')
  const isChinese = locale === 'zh-CN'
  /** Marks that both scripts have (“”, —) are drawn as the language has them. */
  const font = (eastAsia: string) => ({
    ascii: 'Times New Roman',
    hAnsi: 'Times New Roman',
    cs: 'Times New Roman',
    eastAsia,
    ...(isChinese && { hint: 'eastAsia' }),
  })
  const spacing = { line: lineHeight, lineRule: LineRuleType.EXACT }
  const run = (text: string, eastAsia = '仿宋', bold = false) =>
    new TextRun({ text, font: font(eastAsia), size: sizes.text, bold })
  const paragraph = (...children: ReturnType<typeof run>[]) =>
    new Paragraph({
      children,
      spacing: isChinese ? spacing : { ...spacing, after: 120 },
      ...(isChinese && { indent: { firstLine } }),
    })
  const heading = (text: string) => run(text, '黑体', !isChinese)
  const centred = (lines: readonly string[], size: number, eastAsia: string, bold: boolean) =>
    new Paragraph({
      children: lines.map(
        (text, index) => new TextRun({ text, font: font(eastAsia), size, bold, break: index === 0 ? 0 : 1 }),
      ),
      alignment: AlignmentType.CENTER,
      spacing: { after: 200 },
    })
  const numberRun = (...children: ReadonlyArray<string>) =>
    new TextRun({ children: [...children], font: font('宋体'), size: sizes.page })

  const document = new Document({
    title: title.join(''),
    creator: 'Luyu',
    lastModifiedBy: 'Luyu',
    styles: {
      default: {
        document: {
          run: { font: font('仿宋'), size: sizes.text, language: { value: 'en-GB', eastAsia: 'zh-CN' } },
        },
      },
    },
    sections: [
      {
        properties: { page },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [numberRun('— '), numberRun(PageNumber.CURRENT), numberRun(' —')],
              }),
            ],
          }),
        },
        children: [
          centred(title, sizes.title, '宋体', true),
          ...(note === undefined ? [] : [centred([note], sizes.text, '仿宋', false)]),
          ...facts.map(([label, value]) => paragraph(heading(label), run(value))),
          ...sections.flatMap(({ heading: words, paragraphs }) => [
            paragraph(heading(words)),
            ...paragraphs.map((words) => paragraph(run(words))),
          ]),
          ...closing.map((words) => paragraph(run(words))),
        ],
      },
    ],
  })
  return withoutClock(await Packer.toBuffer(document), updatedAt)
}
