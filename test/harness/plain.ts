import type { Block, Card } from '../../src/core/card.ts'

const lines = (block: Block): string[] => {
  switch (block.type) {
    case 'heading':
      return [`# ${block.text}`]
    case 'text':
      return [block.tone ? `(${block.tone}) ${block.text}` : block.text]
    case 'facts':
      return block.facts.map(({ label, value }) => `${label}: ${value}`)
    case 'list':
      return block.items.map(({ text, detail }) => (detail ? `- ${text} | ${detail}` : `- ${text}`))
    case 'table':
      return [block.columns.map(({ title }) => title), ...block.rows].map((row) => row.join(' | '))
    case 'progress':
      return [`${block.label}: ${block.value}`]
    case 'actions':
      return block.actions.map(({ label, press }) => `[${label}] ${press.values.text ?? press.action}`)
    case 'divider':
      return ['---']
    case 'link':
      return [`${block.text}: ${block.url}`]
    case 'image':
      return [`image ${block.file.name}${block.alt && ` | ${block.alt}`}`]
    case 'file':
      return [`file ${block.file.name}`]
  }
}

/** A card as a reader of a test wants to see it: every word and button, one line each. */
export const plain = (card: Card): string => card.blocks.flatMap(lines).join('\n')
