import type { z } from 'zod'
import { choice } from '../../core/fields/choice.ts'
import { date } from '../../core/fields/date.ts'
import { text } from '../../core/fields/text.ts'
import { field } from '../../core/form/field.ts'
import { officeField } from '../../programme/fields/office.ts'
import { placeField } from '../../programme/fields/place.ts'
import { townshipField } from '../../programme/fields/township.ts'
import type { Registry } from '../../programme/places/registry.ts'
import type { AppointmentRequest } from './model.ts'
import { nameField } from './name.field.ts'

/** An officer by name, or by an account. */
export const whoField = () =>
  field(text({ maximum: 100 }), {
    label: 'officers.who',
    example: 'officers.nameExample',
    keys: ['姓名', '账号', 'name', 'account'],
    freeText: true,
  })

/** Whose invitation is meant, or its number or code. */
export const invitedField = () =>
  field(text({ maximum: 100 }), {
    label: 'officers.invitedWho',
    example: 'officers.nameExample',
    keys: ['姓名', '编号', '邀请码', 'name', 'number', 'code'],
    freeText: true,
  })

/** The days of a secondment: only what is said to be one, since a line without a key may speak of anything. */
export const termFields = () => ({
  from: field(date({ prefer: 'nearest' }), {
    label: 'officers.termFrom',
    example: 'officers.termFromExample',
    keys: ['任期起', '起'],
    claims: false,
    asked: false,
  }).optional(),
  to: field(date({ prefer: 'future' }), {
    label: 'officers.termTo',
    example: 'officers.termToExample',
    keys: ['任期至', '任期止', '任期', '至', '止', 'until', 'term'],
    claims: false,
    asked: false,
  }).optional(),
})

/** The fields that describe an officer. */
export const appointmentFields = (registry: Registry) => ({
  name: field(nameField(), {
    label: 'officers.name',
    example: 'officers.nameExample',
    keys: ['姓名'],
    freeText: true,
  }),
  place: field(placeField(registry), {
    label: 'officers.place',
    example: 'programme.pair.example',
    keys: ['pair', '地方', '结对'],
  }).optional(),
  township: field(townshipField(registry), {
    label: 'officers.township',
    example: 'officers.townshipExample',
    keys: ['乡镇', '镇', '街道'],
    asked: false,
  }).optional(),
  role: field(
    choice([
      { value: 'officer', label: 'programme.role.officer', words: ['officer', 'liaison'] },
      { value: 'viewer', label: 'programme.role.viewer', words: ['只读'] },
      { value: 'supervisor', label: 'programme.role.supervisor', words: ['督导'] },
      { value: 'administrator', label: 'programme.role.administrator', words: ['admin'] },
    ]),
    { label: 'officers.role', example: 'officers.roleExample', keys: ['角色'] },
  ).optional(),
  office: field(officeField(registry), {
    label: 'officers.office',
    example: 'officers.officeExample',
    keys: ['机构', '单位'],
    claims: false,
    asked: false,
  }).optional(),
  ...termFields(),
})

type Entered = z.infer<z.ZodObject<ReturnType<typeof appointmentFields>>>

/** Who says no role means a liaison officer. */
export const requested = ({
  name,
  place,
  township,
  role = 'officer',
  office,
  from,
  to,
}: Entered): AppointmentRequest => ({
  name,
  place,
  township,
  role,
  office,
  from,
  to,
})
