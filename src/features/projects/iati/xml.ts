/** An element of a document: its children are elements, or one text. */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string | undefined>>
  readonly children: ReadonlyArray<Element | string>
}

/** Attributes that are undefined are left out. */
export const element = (
  name: string,
  attributes: Element['attributes'],
  ...children: Element['children']
): Element => ({ name, attributes, children })

/** What XML 1.0 (production 2, Char) lets into no document, escaped or not. */
const forbidden = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\u0085': '&#133;',
  '\u2028': '&#8232;',
}
const escaped = (text: string, characters: RegExp): string =>
  text.replace(forbidden, '').replace(characters, (one) => escapes[one] ?? one)

/**
 * A reader would make a space of a line's end in an attribute, and another line's end of a carriage return anywhere; some of
 * what ends lines in XML 1.1 alone as well.
 */
const inAttribute = (text: string) => escaped(text, /[&<>"\t\n\r\u0085\u2028]/gu)
const inText = (text: string) => escaped(text, /[&<>\r\u0085\u2028]/gu)

const write = ({ name, attributes, children }: Element, indent: string): string => {
  const said = Object.entries(attributes)
    .flatMap(([key, value]) => (value === undefined ? [] : [` ${key}="${inAttribute(value)}"`]))
    .join('')
  if (children.length === 0) return `${indent}<${name}${said}/>\n`
  const [text] = children
  if (typeof text === 'string') return `${indent}<${name}${said}>${inText(text)}</${name}>\n`
  const inner = children.map((child) => (typeof child === 'string' ? '' : write(child, `${indent}  `)))
  return `${indent}<${name}${said}>\n${inner.join('')}${indent}</${name}>\n`
}

/** A whole document in UTF-8. */
export const writeXml = (root: Element): Uint8Array =>
  new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8"?>\n${write(root, '')}`)
