import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { DOMParser, type Document, type Element, ParseError } from '@xmldom/xmldom'
import { memoryPages, validateXML } from 'xmllint-wasm'

/** Where the published schema may lie: it is not ours to keep. */
const folder =
  process.env.IATI_SCHEMA ?? fileURLToPath(new URL('../../../../shared/data/iati-2.03/', import.meta.url))
const named = (fileName: string) => ({ fileName, contents: readFileSync(`${folder}/${fileName}`, 'utf8') })

/** Why a test cannot look into the schema; undefined where it can. */
export const noSchema = existsSync(`${folder}/iati-activities-schema.xsd`)
  ? undefined
  : 'the IATI schema is neither in ../shared/data/iati-2.03 nor where IATI_SCHEMA says'

/** What the published schema has against documents. */
export const errorsOf = async (...documents: readonly string[]): Promise<readonly string[]> => {
  const { errors } = await validateXML({
    xml: documents.map((contents, index) => ({ fileName: `${index}.xml`, contents })),
    schema: [named('iati-activities-schema.xsd')],
    preload: [named('iati-common.xsd'), named('xml.xsd')],
    maxMemoryPages: memoryPages.GiB,
  })
  return errors.map(({ rawMessage }) => rawMessage)
}

/** Somebody may well have typed U+FFFD: the reader only wonders about it, and about nothing else that XML allows. */
const isReplacement = (message: string): boolean =>
  message.startsWith('Unicode replacement character detected')

/** A document as another program reads it; fails where it is not well formed. */
export const parsed = (document: string): Document =>
  new DOMParser({
    onError: (level, message) => {
      if (!isReplacement(message)) throw new ParseError(`${level}: ${message}`)
    },
  }).parseFromString(document, 'text/xml')

/** The elements at a path below one: `transaction/value`. */
export const all = (from: Document | Element, path: string): readonly Element[] =>
  path
    .split('/')
    .reduce<ReadonlyArray<Document | Element>>(
      (parents, name) =>
        parents.flatMap((parent) =>
          Array.from(parent.childNodes as unknown as ArrayLike<Element>).filter(
            (child) => child.nodeName === name,
          ),
        ),
      [from],
    ) as readonly Element[]

export const texts = (from: Document | Element, path: string): readonly string[] =>
  all(from, path).map(({ textContent }) => textContent ?? '')

export const values = (from: Document | Element, path: string, attribute: string): readonly string[] =>
  all(from, path).map((one) => one.getAttribute(attribute) ?? '')
