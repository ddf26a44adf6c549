/**
 * Slack's own checks of messages and views, written from its documentation and not from the adapter's numbers, so that
 * the two can disagree (docs.slack.dev, block-kit reference; the hidden total is bolt-js#2509).
 */
type Json = Readonly<Record<string, unknown>>

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : [])
const words = (value: unknown): string => (isJson(value) && typeof value.text === 'string' ? value.text : '')

type Report = (problem: string) => void

const checkText = (value: unknown, most: number, what: string, report: Report) => {
  if (!isJson(value) || !['plain_text', 'mrkdwn'].includes(String(value.type)))
    report(`${what}: no text object`)
  const length = words(value).length
  if (length < 1 || length > most) report(`${what}: ${length} characters, 1 to ${most} allowed`)
}

const checkString = (value: unknown, most: number, what: string, report: Report) => {
  if (value === undefined) return
  if (typeof value !== 'string' || value.length < 1 || value.length > most)
    report(`${what}: longer than ${most}`)
}

const checkOption = (option: unknown, report: Report) => {
  if (!isJson(option)) return report('option: none')
  checkText(option.text, 75, 'option', report)
  checkString(option.value, 150, 'option value', report)
}

const checkElement = (element: Json, report: Report) => {
  checkString(element.action_id, 255, 'action_id', report)
  switch (element.type) {
    case 'button':
      checkText(element.text, 75, 'button', report)
      checkString(element.value, 2000, 'button value', report)
      if (element.style !== undefined && !['primary', 'danger'].includes(String(element.style)))
        report('button style')
      return
    case 'static_select': {
      const options = list(element.options)
      if (options.length < 1 || options.length > 100) report(`select: ${options.length} options`)
      for (const option of options) checkOption(option, report)
      const initial = element.initial_option
      if (
        initial !== undefined &&
        !options.some((option) => JSON.stringify(option) === JSON.stringify(initial))
      )
        report('select: the initial option is not one of the options')
      return
    }
    case 'plain_text_input':
      if (typeof element.initial_value === 'string' && element.initial_value.length > 3000)
        report('input: too long')
      return
    case 'datepicker':
      if (element.initial_date !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(String(element.initial_date)))
        report('datepicker: the initial date is no date')
      return
    case 'file_input': {
      const { filetypes, max_files: most = 10 } = element
      if (!Array.isArray(filetypes) || filetypes.some((type) => !/^[a-z0-9]+$/.test(String(type))))
        report('file_input: file types are extensions')
      if (!(Number(most) >= 1 && Number(most) <= 10)) report(`file_input: ${most} files`)
      return
    }
    default:
      report(`unknown element ${element.type}`)
  }
}

const richElements = ['rich_text_section', 'rich_text_list', 'rich_text_preformatted', 'rich_text_quote']

const checkRich = (block: Json, report: Report) => {
  const elements = list(block.elements)
  if (elements.length === 0) report('rich_text: empty')
  for (const element of elements) {
    if (!richElements.includes(String(element.type))) report(`rich_text: ${element.type}`)
    const inner =
      element.type === 'rich_text_list'
        ? list(element.elements).flatMap((section) => list(section.elements))
        : list(element.elements)
    if (inner.length === 0) report(`${element.type}: empty`)
    for (const each of inner)
      if (each.type === 'text' && (typeof each.text !== 'string' || each.text === ''))
        report('text element: empty')
  }
}

const checkTable = (block: Json, report: Report) => {
  const rows = Array.isArray(block.rows) ? block.rows : []
  if (rows.length < 1 || rows.length > 100) report(`table: ${rows.length} rows`)
  for (const row of rows) {
    const cells = list(row)
    if (cells.length < 1 || cells.length > 20) report(`table: ${cells.length} columns`)
    for (const cell of cells) if (cell.type !== 'raw_text' || words(cell) === '') report('table: empty cell')
  }
}

const checkBlock = (block: Json, modal: boolean, report: Report) => {
  checkString(block.block_id, 255, 'block_id', report)
  switch (block.type) {
    case 'header':
      if (words(block.text).includes('\n')) report('header: line break')
      return checkText(block.text, 150, 'header', report)
    case 'section':
      return checkText(block.text, 3000, 'section', report)
    case 'context': {
      const elements = list(block.elements)
      if (elements.length < 1 || elements.length > 10) report(`context: ${elements.length} elements`)
      for (const element of elements) checkText(element, 2000, 'context', report)
      return
    }
    case 'image':
      checkString(block.image_url, 3000, 'image_url', report)
      return checkString(block.alt_text ?? '', 2000, 'alt_text', report)
    case 'actions': {
      const elements = list(block.elements)
      if (elements.length < 1 || elements.length > 25) report(`actions: ${elements.length} elements`)
      for (const element of elements) checkElement(element, report)
      return
    }
    case 'rich_text':
      return checkRich(block, report)
    case 'table':
      return modal ? report('table in a modal') : checkTable(block, report)
    case 'divider':
      return
    case 'input':
      if (!modal) report('input in a message')
      checkText(block.label, 2000, 'label', report)
      if (block.hint !== undefined) checkText(block.hint, 2000, 'hint', report)
      return isJson(block.element) ? checkElement(block.element, report) : report('input: no element')
    default:
      report(`unknown block ${block.type}`)
  }
}

const checkBlocks = (blocks: Json[], modal: boolean, report: Report) => {
  for (const block of blocks) checkBlock(block, modal, report)
  for (const key of ['block_id', 'action_id']) {
    const ids = blocks
      .flatMap((block) => [block, ...list(block.elements)])
      .map((each) => each[key])
      .filter((id) => id !== undefined)
    if (new Set(ids).size < ids.length) report(`${key} twice`)
  }
}

/** What Slack would say against a message; nothing when it takes it. */
export const checkMessage = (message: { readonly blocks?: unknown; readonly text?: unknown }): string[] => {
  const problems: string[] = []
  const report: Report = (problem) => problems.push(problem)
  const blocks = list(message.blocks)
  const text = typeof message.text === 'string' ? message.text : ''
  if (blocks.length === 0 && text.trim() === '') report('no_text')
  if (blocks.length > 0 && text === '') report('blocks without a fallback text')
  if (text.length > 40_000) report('msg_too_long')
  if (blocks.length > 50) report(`${blocks.length} blocks`)
  if (JSON.stringify(blocks).length > 13_000) report('msg_blocks_too_long')
  if (blocks.filter((block) => block.type === 'table').length > 1) report('only_one_table_allowed')
  checkBlocks(blocks, false, report)
  return problems
}

/** What Slack would say against a modal. */
export const checkView = (view: Json): string[] => {
  const problems: string[] = []
  const report: Report = (problem) => problems.push(problem)
  const blocks = list(view.blocks)
  if (view.type !== 'modal') report(`view: ${view.type}`)
  checkText(view.title, 24, 'title', report)
  if (view.submit !== undefined) checkText(view.submit, 24, 'submit', report)
  if (view.close !== undefined) checkText(view.close, 24, 'close', report)
  checkString(view.private_metadata, 3000, 'private_metadata', report)
  checkString(view.callback_id, 255, 'callback_id', report)
  if (blocks.length < 1 || blocks.length > 100) report(`${blocks.length} blocks`)
  if (blocks.some((block) => block.type === 'input') && view.submit === undefined)
    report('inputs without submit')
  checkBlocks(blocks, true, report)
  return problems
}

/** What a person reads in blocks, a line for each block; button labels apart. */
export const shownText = (blocks: unknown): string => {
  const shown = (block: Json): string => {
    switch (block.type) {
      case 'context':
        return list(block.elements).map(words).join(' ')
      case 'image':
        return `${block.alt_text}\n${block.image_url}`
      case 'rich_text':
        return list(block.elements)
          .map((element) =>
            element.type === 'rich_text_list'
              ? list(element.elements)
                  .map((section) => list(section.elements).map(shownElement).join(''))
                  .join('\n')
              : list(element.elements).map(shownElement).join(''),
          )
          .join('\n')
      case 'table':
        return (Array.isArray(block.rows) ? block.rows : [])
          .map((row) => list(row).map(words).join(' | '))
          .join('\n')
      case 'actions':
      case 'divider':
        return ''
      case 'input':
        return words(block.label)
      default:
        return words(block.text)
    }
  }
  return list(blocks)
    .map(shown)
    .filter((text) => text !== '')
    .join('\n')
}

const shownElement = (element: Json): string =>
  element.type === 'link' ? `${element.text ?? ''} ${element.url}` : String(element.text ?? '')
