import {
  actions,
  type Block,
  type Card,
  type CardAction,
  card,
  facts,
  heading,
  text,
} from '../../core/card.ts'
import type { Translator } from '../../core/i18n.ts'
import { showDayWithYear } from '../../core/time/words.ts'
import type { Side } from '../../generated/prisma/enums.ts'
import { officeName } from '../../programme/fields/office.ts'
import {
  type Office,
  type Pair,
  type Place,
  pairName,
  type Registry,
} from '../../programme/places/registry.ts'
import type { ChannelContact, Contacts } from './service.ts'

export const pairsCard = (pairs: readonly Pair[], translate: Translator): Card => ({
  ...card(
    heading(translate('pairs.list.title', { count: pairs.length })),
    {
      type: 'table',
      columns: [
        { title: translate('pairs.number'), align: 'right' },
        { title: translate('programme.side.assisting') },
        { title: translate('programme.side.recipient') },
        { title: translate('pairs.code') },
        { title: translate('pairs.agreement') },
      ],
      rows: pairs.map(({ position, assisting, recipient, agreementSignedOn }) => [
        String(position),
        fullName(assisting, translate),
        fullName(recipient, translate),
        [assisting.code, recipient.code].filter(Boolean).join(' / '),
        agreementSignedOn ?? translate('pairs.unknown'),
      ]),
    },
    text(translate('pairs.list.hint'), 'quiet'),
  ),
  summary: translate('pairs.list.title', { count: pairs.length }),
})

export const pairCard = (
  registry: Registry,
  pair: Pair,
  contacts: Contacts,
  withNames: boolean,
  buttons: readonly CardAction[],
  translate: Translator,
): Card => {
  const name = pairName(pair, translate.locale)
  return {
    ...card(
      heading(name),
      facts(
        [translate('programme.side.assisting'), everyName(pair.assisting)],
        [translate('programme.side.recipient'), everyName(pair.recipient)],
        [translate('pairs.code'), codes(pair)],
        formerNames(pair, translate),
        [
          translate('pairs.agreement'),
          pair.agreementSignedOn
            ? showDayWithYear(pair.agreementSignedOn, translate)
            : translate('pairs.unknown'),
        ],
      ),
      ...institutions(registry, pair, translate),
      facts(
        [translate('pairs.channels'), channelsLine(contacts.channels, translate)],
        [translate('pairs.officers'), officersLine(contacts, withNames, translate)],
      ),
      buttons.length > 0 && actions(...buttons),
    ),
    summary: name,
  }
}

const fullName = (place: Place, { locale }: Translator): string =>
  locale === 'en' ? place.nameEn : place.nameZh

const everyName = ({ nameZh, pinyin, nameEn }: Place): string => `${nameZh} · ${pinyin} · ${nameEn}`

const codes = ({ assisting, recipient }: Pair): string =>
  [assisting, recipient]
    .flatMap(({ shortZh, shortEn, code }) => (code ? [`${shortZh} ${shortEn} ${code}`] : []))
    .join(' · ')

const formerNames = (pair: Pair, translate: Translator): readonly [string, string] | undefined => {
  const former = [pair.assisting, pair.recipient]
    .flatMap((place) => place.former)
    .map(({ nameZh, nameEn, code, validTo }) =>
      [`${nameZh} ${nameEn}`, code, validTo && translate('pairs.until', { year: validTo.slice(0, 4) })]
        .filter(Boolean)
        .join(' · '),
    )
  return former.length > 0
    ? [translate('pairs.former'), former.join(translate('pairs.semicolon'))]
    : undefined
}

/** The province's institutions of each side and the place's own; a place without any is said to have none on record. */
const institutions = (registry: Registry, pair: Pair, translate: Translator): Block[] => {
  const sides: ReadonlyArray<readonly [Side, Place]> = [
    ['assisting', pair.assisting],
    ['recipient', pair.recipient],
  ]
  return sides.flatMap(([side, place]): Block[] => {
    const officesOf = (id: number | undefined) => registry.offices.filter(({ placeId }) => placeId === id)
    const own = officesOf(place.id)
    const lines = [...officesOf(place.parentId), ...own].map((office) => officeLine(office, translate))
    if (own.length === 0) lines.push(translate('pairs.noInstitution', { place: fullName(place, translate) }))
    return [
      text(translate('pairs.institutions', { side: translate(`programme.side.${side}`) })),
      { type: 'list', items: lines.map((line) => ({ text: line })) },
    ]
  })
}

const officeLine = (office: Office, translate: Translator): string => {
  const name = officeName(office, translate.locale)
  const [from, to] = [office.validFrom, office.validTo].map((day) => day?.slice(0, 4))
  if (!from && !to) return name
  const years = from === to ? (from ?? '') : [from, to].filter(Boolean).join('–')
  return translate('pairs.officeYears', { name, years })
}

/** Platforms by how many channels each has. */
const channelsLine = (channels: readonly ChannelContact[], translate: Translator): string => {
  if (channels.length === 0) return translate('pairs.noChannel')
  const platforms = [...new Set(channels.map(({ platform }) => platform))]
  return platforms
    .map((platform) => {
      const here = channels.filter((channel) => channel.platform === platform)
      const broken = here.filter((channel) => channel.broken).length
      const name =
        platform === 'console'
          ? translate('pairs.console')
          : platform.charAt(0).toUpperCase() + platform.slice(1)
      return broken > 0
        ? translate('pairs.channelsBroken', { platform: name, count: here.length, broken })
        : translate('pairs.channelsOf', { platform: name, count: here.length })
    })
    .join(translate('pairs.semicolon'))
}

const officersLine = ({ officers }: Contacts, withNames: boolean, translate: Translator): string => {
  if (officers.length === 0) return translate('pairs.noOfficer')
  return (['assisting', 'recipient', undefined] as const)
    .flatMap((side) => {
      const here = officers.filter((officer) => officer.side === side)
      if (here.length === 0) return []
      const sideName = side ? translate(`programme.side.${side}`) : translate('pairs.noSide')
      const names = here.map(({ name }) => name).join(translate('pairs.comma'))
      return withNames
        ? translate('pairs.officersNamed', { side: sideName, names })
        : translate('pairs.officersCounted', { side: sideName, count: here.length })
    })
    .join(translate('pairs.semicolon'))
}
