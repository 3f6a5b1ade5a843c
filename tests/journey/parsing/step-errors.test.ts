import { describe, expect, test } from 'vitest';
import { withSteps } from '../journeys.ts';
import { faultsOf } from '../refusals.ts';

describe('a broken step is refused with place, words and a suggestion', () => {
  test.each<[fault: string, text: string, message: string]>([
    ['an unknown step', withSteps('- sned: reminder'), '9:5 unknown step "sned": did you mean "send"?'],
    [
      'a word that is no step',
      withSteps('- reminder'),
      '9:5 "reminder" is no step: begin a step with "wait:", "send:", "await:", "do:", "if:", "split:" or "leave:"',
    ],
    [
      'two steps in one',
      withSteps('- send: reminder', '  leave: done'),
      '10:5 "leave" is a step of its own: begin it with "- leave:"',
    ],
    [
      'an unknown key of a step',
      withSteps('- send: reminder', '  chanels: [email]'),
      '10:5 unknown key "chanels" in the step "send": did you mean "channels"?',
    ],
    ['a short duration', withSteps('- wait: 4h', '- send: reminder'), '9:11 "4h" is no duration: write "4 hours"'],
    [
      'a duration in no unit',
      withSteps('- wait: 4', '- send: reminder'),
      '9:11 "4" is no duration: say of what, such as "4 minutes" or "4 hours"',
    ],
    [
      'a fraction',
      withSteps('- wait: 1.5 hours', '- send: reminder'),
      '9:11 "1.5 hours" is no duration: write "90 minutes"',
    ],
    [
      'no time at all',
      withSteps('- wait: 0 minutes', '- send: reminder'),
      '9:11 "0 minutes" is no time at all: write at least "1 minute"',
    ],
    [
      'a wait of over a year',
      withSteps('- wait: 53 weeks', '- send: reminder'),
      '9:11 "53 weeks" is too long: a run can last 364 days',
    ],
    [
      'waits of over a year together',
      withSteps('- wait: 200 days', '- send: reminder', '- wait: 200 days', '- send: nudge'),
      '9:3 the steps take 400 days: shorten a wait, for a run can last 364',
    ],
    [
      'a wait beyond a birthday that may be a year ahead',
      withSteps('- wait: until 10 days after customer.birthday', '- send: reminder'),
      '9:11 "until 10 days after customer.birthday" is too long: a run can last 364 days',
    ],
    [
      'a later wait that restarts',
      withSteps('- send: reminder', '- wait: 1 day', '  restarts on: cart.updated', '- send: nudge'),
      '10:5 only the first wait of a journey can restart: drop "restarts on"',
    ],
    [
      'a wait that restarts on what nothing remembers',
      withSteps('- wait: 1 day', '  restarts on: customer.updated', '- send: reminder'),
      '10:18 nothing remembers "customer.updated": it can start a journey, but nobody can wait for it or end with it',
    ],
    [
      'a message that needs something else',
      withSteps('- send: reminder', '  needs: delivry'),
      '10:12 unknown needs "delivry": did you mean "delivery"?',
    ],
    [
      'a clock time of today',
      withSteps('- wait: today, at 10:00', '- send: reminder'),
      '9:11 "today, at 10:00" may be over already: write "1 day, at 10:00" for the next day',
    ],
    [
      'a clock time after hours',
      withSteps('- wait: 4 hours, at 10:00', '- send: reminder'),
      '9:11 "4 hours, at 10:00" has a clock time after hours or minutes: write "1 day, at 10:00"',
    ],
    [
      'a clock time with one digit',
      withSteps('- wait: 1 day, at 9:00', '- send: reminder'),
      '9:21 "9:00" is no clock time: write "09:00"',
    ],
    [
      'a clock time that is none',
      withSteps('- wait: 1 day, at 25:00', '- send: reminder'),
      '9:21 "25:00" is no clock time: write "2 days, at 01:00"',
    ],
    [
      'a missing comma',
      withSteps('- wait: 2 days at 10:00', '- send: reminder'),
      '9:11 "2 days at 10:00" is not how a clock time is written: write "2 days, at 10:00"',
    ],
    [
      'a wait after a wait',
      withSteps('- wait: 1 day', '- wait: 1 day', '- send: reminder'),
      '10:5 a wait follows a wait: add the two up, or put a step between them',
    ],
    [
      'a wait for nothing',
      withSteps('- send: reminder', '- wait: 1 day'),
      '10:5 nothing follows this wait: drop it, or add a step after it',
    ],
    [
      'a step after leave',
      withSteps('- send: reminder', '- leave: done', '- send: nudge'),
      '11:5 this step is never reached, because the one above leaves: drop one of the two',
    ],
    [
      'leaving at once',
      withSteps('- leave: done'),
      '9:5 the journey is left before it begins: begin with wait, send or await',
    ],
    ['an unknown message', withSteps('- send: remindr'), '9:11 unknown message "remindr": did you mean "reminder"?'],
    [
      'a message that lacks a locale',
      withSteps('- send: draft'),
      '9:11 message "draft" is not written in ja: create messages/draft.ja.md',
    ],
    [
      'SMS without a text',
      withSteps('- send: last-call', '  channels: [sms]'),
      '10:16 message "last-call" has no SMS text in every locale: write one, or drop "sms"',
    ],
    [
      'an unknown channel',
      withSteps('- send: nudge', '  channels: [sms, emial]'),
      '10:21 unknown channel "emial": did you mean "email"?',
    ],
    [
      'an await without end',
      withSteps('- await: order.placed', '- send: nudge'),
      '9:5 await has no "within": say for how long, such as "within: 30 days"',
    ],
    [
      'an unknown event to await',
      withSteps('- await: { order.plced: [], cart.emptied: [] }', '  within: 2 days', '- send: nudge'),
      '9:14 unknown event "order.plced": did you mean "order.placed"?',
    ],
    [
      'an event whose steps are no list',
      withSteps('- await:', '    order.placed: []', '    cart.emptied:', '  within: 2 days', '- send: nudge'),
      '11:7 cart.emptied has no steps: list them, or write "[]" to just go on',
    ],
    [
      'an await of nothing',
      withSteps('- await: {}', '  within: 2 days', '- send: nudge'),
      '9:12 await names no event: name at least one',
    ],
    [
      'a click on no message',
      withSteps('- await: { message.clicked: [{ send: nudge }] }', '  within: 2 days'),
      '9:12 message.clicked is awaited before a message is sent: put a "- send:" above',
    ],
    [
      'an await of what nobody will remember',
      withSteps('- await: [order.placed, customer.created]', '  within: 2 days', '- send: nudge'),
      '9:27 nothing remembers "customer.created": it can start a journey, but nobody can wait for it or end with it',
    ],
    [
      'a step behind an await that leads on nowhere',
      withSteps('- await: { order.placed: [{ leave: done }] }', '  within: 2 days', '- send: nudge'),
      '11:5 this step is never reached, because every arm above leaves: drop it, or a leave',
    ],
    [
      'a time-out of nothing',
      withSteps('- await: order.placed', '  within: 2 days', '  otherwise: []', '- send: nudge'),
      '11:16 otherwise is empty: add a step, such as "- send: reminder"',
    ],
    [
      'a wait behind an arm that ends in a wait',
      withSteps(
        '- await: { order.placed: [{ send: nudge }, { wait: 1 day }] }',
        '  within: 2 days',
        '- wait: 1 day',
        '- send: nudge',
      ),
      '11:5 a wait follows a wait that ends an arm: add the two up, or put a step between them',
    ],
    [
      'a time-out that begins with a wait',
      withSteps('- await: order.placed', '  within: 2 days', '  otherwise:', '    - wait: 1 day', '    - send: nudge'),
      '12:9 otherwise begins with a wait: make "within" longer instead',
    ],
    [
      'a condition on what nobody knows',
      withSteps('- if: { ordres: { count: [0] } }', '  then: [{ send: nudge }]'),
      '9:11 "ordres" is nothing that an "if" knows: did you mean "orders"?',
    ],
    [
      'a condition on an unknown part',
      withSteps('- if: { orders: { since strat: [0] } }', '  then: [{ send: nudge }]'),
      '9:21 "since strat" is nothing that is known of orders: did you mean "since start"?',
    ],
    [
      'a condition on a whole',
      withSteps('- if: { customer: { consent: [true] } }', '  then: [{ send: nudge }]'),
      '9:23 "consent" is no single value: ask for a part of it: "consent: { email: … }"',
    ],
    [
      'a condition on a part of a single value',
      withSteps('- if: { customer: { consent: { email: { granted: [true] } } } }', '  then: [{ send: nudge }]'),
      '9:34 "email" is a single value: list what to accept: "email: [ … ]"',
    ],
    [
      'a condition with dots',
      withSteps('- if: { orders.count: [0] }', '  then: [{ send: nudge }]'),
      '9:11 "orders.count" is nothing that an "if" knows: write "orders: { count"',
    ],
    [
      'a condition without a list',
      withSteps('- if: { orders: { count: 0 } }', '  then: [{ send: nudge }]'),
      '9:21 if: "count" needs a list of what to accept: write [0]',
    ],
    [
      'an unknown alternative',
      withSteps(
        '- if: { $or: [{ orders: { count: [0] } }, { cutsomer: { name: [x] } }] }',
        '  then: [{ send: nudge }]',
      ),
      '9:47 "cutsomer" is nothing that an "if" knows: did you mean "customer"?',
    ],
    [
      'an if without then',
      withSteps('- if: { orders: { count: [0] } }'),
      '9:5 if has no "then": list what happens when it holds',
    ],
    [
      'else without steps',
      withSteps('- if: { orders: { count: [0] } }', '  then: [{ send: nudge }]', '  else: []'),
      '11:11 else is empty: add a step, such as "- send: reminder"',
    ],
    [
      'a misspelt key of an if',
      withSteps('- if: { orders: { count: [0] } }', '  then: [{ send: nudge }]', '  esle: [{ send: nudge }]'),
      '11:5 unknown key "esle" in the step "if": did you mean "else"?',
    ],
    [
      'a split with one arm',
      withSteps('- split: [{ weight: 1, steps: [{ send: nudge }] }]'),
      '9:12 a split needs two arms: add "- { weight: 50, steps: [ … ] }"',
    ],
    [
      'an arm without weight',
      withSteps('- split: [{ steps: [{ send: nudge }] }, { weight: 1, steps: [{ send: nudge }] }]'),
      '9:13 an arm has no "weight": say how many runs take it, such as "weight: 50"',
    ],
    [
      'an arm that weighs nothing',
      withSteps('- split: [{ weight: 0, steps: [{ send: nudge }] }, { weight: 1, steps: [{ send: nudge }] }]'),
      '9:23 weight "0" is out of range: write a whole number from 1 to 100',
    ],
    [
      'a hold-out that may be one',
      withSteps(
        '- split: [{ weight: 1, hold-out: maybe, steps: [{ send: nudge }] }, { weight: 1, steps: [{ send: nudge }] }]',
      ),
      '9:36 hold-out is neither true nor false: write "hold-out: true", or drop it',
    ],
    [
      'a wait after an arm that ends in one',
      withSteps('- if: { orders: { count: [0] } }', '  then: [{ wait: 1 day }]', '- wait: 1 day', '- send: nudge'),
      '11:5 a wait follows a wait that ends an arm: add the two up, or put a step between them',
    ],
    [
      'an arm that waits for nothing',
      withSteps('- if: { orders: { count: [0] } }', '  then: [{ wait: 1 day }]'),
      '9:5 nothing follows a wait that ends an arm of this: drop it, or add a step after it',
    ],
    [
      'a step behind arms that all leave',
      withSteps(
        '- if: { orders: { count: [0] } }',
        '  then: [{ leave: a }]',
        '  else: [{ leave: b }]',
        '- send: nudge',
      ),
      '12:5 this step is never reached, because every arm above leaves: drop it, or a leave',
    ],
    [
      'waits of over a year in one arm',
      withSteps(
        '- if: { orders: { count: [0] } }',
        '  then: [{ wait: 200 days }, { send: nudge }]',
        '- wait: 200 days',
        '- send: nudge',
      ),
      '9:3 the steps take 400 days: shorten a wait, for a run can last 364',
    ],
    [
      'a misspelt weekday',
      withSteps('- wait: until Firday, at 10:00', '- send: nudge'),
      '9:17 "Firday" is no weekday and no date that is known: did you mean "Friday"?',
    ],
    [
      'a weekday without a time',
      withSteps('- wait: until Friday', '- send: nudge'),
      '9:11 "until Friday" has no clock time: write "until Friday, at 10:00"',
    ],
    [
      'an unknown date',
      withSteps('- wait: until 2 days before shipment.expected, at 10:00', '- send: nudge'),
      '9:31 "shipment.expected" is no date that is known: did you mean "shipment.expectedAt"?',
    ],
    [
      'a clock time hours from a date',
      withSteps('- wait: until 2 hours before shipment.expectedAt, at 10:00', '- send: nudge'),
      '9:11 "2 hours" has a clock time after hours or minutes: write "1 day", or drop "at 10:00"',
    ],
    [
      'a misspelt distance from a date',
      withSteps('- wait: until 2 dyas before shipment.expectedAt', '- send: nudge'),
      '9:17 "2 dyas" is no duration: did you mean "2 days"?',
    ],
    [
      'a wait until nothing',
      withSteps('- wait: until', '- send: nudge'),
      '9:11 "until" does not say until when: write "until Friday, at 10:00" or "until 2 days before shipment.expectedAt, at 10:00"',
    ],
    [
      'a weekday without a comma',
      withSteps('- wait: until Friday at 10:00', '- send: nudge'),
      '9:11 "until Friday at 10:00" is not how a time is written: write "until Friday, at 10:00"',
    ],
  ])('%s', (_, text, message) => {
    expect(faultsOf(text)).toEqual([message]);
  });
});
