import { beforeAll, describe, expect, it } from 'vitest';
import type { Artefacts } from '../../infra/artefacts.ts';
import { artefactsWithoutCode, at, type Json, legible, type Synthesis, synthesize } from './synthesis.ts';

let artefacts: Artefacts;
let stack: Synthesis;

beforeAll(async () => {
  artefacts = await artefactsWithoutCode();
  stack = synthesize(artefacts);
});

type Properties = { [key: string]: Json };

function storeRules(synthesis: Synthesis): Map<string, Properties> {
  const rules = synthesis.ofType('AWS::Events::Rule').map(([, { Properties }]) => Properties);
  return new Map(rules.filter((rule) => rule.EventBusName !== undefined).map((rule) => [String(rule.Name), rule]));
}

function machines(synthesis: Synthesis): Map<string, Properties> {
  const found = synthesis.ofType('AWS::StepFunctions::StateMachine').map(([, { Properties }]) => Properties);
  return new Map(found.map((machine) => [String(machine.StateMachineName), machine]));
}

const journeys = () => Object.values(artefacts.catalogue.journeys).map(({ rules }) => rules);

const startedByEvents = () => journeys().filter(({ starts }) => starts.on !== undefined);

describe('the rules on the bus', () => {
  it('are one for every event, one for each journey that an event starts, for requests by hand, and for the rest', () => {
    const expected = [
      'every-store-event',
      'requested-journeys',
      'unmatched-events',
      ...startedByEvents().map(({ journey }) => `start-${journey}`),
    ];
    expect([...storeRules(stack).keys()].sort()).toEqual(expected.sort());
    expect(expected.length).toBeGreaterThan(1);
  });

  it('take what shops send and leave replays of an archive alone', () => {
    for (const [name, rule] of storeRules(stack)) {
      expect(at(rule, 'EventPattern', 'replay-name'), name).toEqual([{ exists: false }]);
      if (name === 'unmatched-events') continue;
      expect(at(rule, 'EventPattern', 'source'), name).toEqual([{ prefix: 'store.' }]);
    }
  });

  it('match for a journey what its file says under starts', () => {
    for (const { journey, starts } of startedByEvents()) {
      const pattern = at(storeRules(stack).get(`start-${journey}`), 'EventPattern');
      expect(at(pattern, 'detail-type')).toEqual([starts.on]);
      expect(at(pattern, 'detail')).toEqual({ ...starts.where, history: [{ exists: false }, false] });
    }
  });

  it('hand a journey’s trigger to the enrolment queue with the journey’s name and the whole event', () => {
    for (const { journey } of startedByEvents()) {
      const target = at(storeRules(stack).get(`start-${journey}`), 'Targets', 0);
      expect(legible(at(target, 'Arn'))).toMatch(/^<QueuesEnrolment[0-9A-F]+\.Arn>$/);
      const template = at(target, 'InputTransformer', 'InputTemplate');
      expect(template).toBe(`{"journey":"${journey}","event":<aws.events.event.json>}`);
    }
  });
});

describe('a request by hand', () => {
  it('goes to the enrolment queue with the name that the event itself has', () => {
    const rule = storeRules(stack).get('requested-journeys');
    expect(at(rule, 'EventPattern', 'detail-type')).toEqual(['journey.requested']);
    expect(legible(at(rule, 'Targets', 0, 'Arn'))).toMatch(/^<QueuesEnrolment[0-9A-F]+\.Arn>$/);
    expect(at(rule, 'Targets', 0, 'InputTransformer')).toEqual({
      InputPathsMap: { journey: '$.detail.journey.name' },
      InputTemplate: '{"journey":<journey>,"event":<aws.events.event.json>}',
    });
  });
});

describe('the daily sweep', () => {
  const feeds = (synthesis: Synthesis) => synthesis.ofType('AWS::Lambda::EventSourceMapping').length;

  it('is there when a journey goes by the calendar: at midnight UTC, with the time that it was due', () => {
    const schedules = stack.ofType('AWS::Scheduler::Schedule').map(([, { Properties }]) => Properties);
    expect(schedules).toHaveLength(1);
    expect(schedules[0]).toMatchObject({ ScheduleExpression: 'cron(0 0 * * ? *)', ScheduleExpressionTimezone: 'UTC' });
    const target = at(schedules[0], 'Target');
    expect(at(target, 'Input')).toBe('{"at":"<aws.scheduler.scheduled-time>"}');
    expect(legible(at(target, 'Arn'))).toMatch(/^<QueuesSweep[0-9A-F]+\.Arn>$/);
    expect(legible(at(target, 'DeadLetterConfig', 'Arn'))).toMatch(/^<QueuesUndelivered[0-9A-F]+\.Arn>$/);
    expect(at(target, 'RetryPolicy')).toEqual({ MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 });
    expect([...storeRules(stack).keys()]).not.toContain('start-birthday');
    expect(feeds(stack)).toBe(5);
  });

  it('neither sweeps nor polls when every journey begins with an event', () => {
    const { catalogue } = artefacts;
    const byEvent = Object.entries(catalogue.journeys).filter(([, { rules }]) => rules.starts.on !== undefined);
    const idle = synthesize({ ...artefacts, catalogue: { ...catalogue, journeys: Object.fromEntries(byEvent) } });
    expect(idle.ofType('AWS::Scheduler::Schedule')).toEqual([]);
    expect(feeds(idle)).toBe(4);
  });
});

describe('the state machines', () => {
  it('are one for each journey, named with the prefix that start-journey knows', () => {
    const names = journeys().map(({ journey }) => `aftercart-${journey}`);
    expect([...machines(stack).keys()].sort()).toEqual(names.sort());
    const starter = stack.ofType('AWS::Lambda::Function').find(([id]) => id.startsWith('Functionsstartjourney'));
    const prefix = legible(at(starter?.[1].Properties, 'Environment', 'Variables', 'STATE_MACHINE_PREFIX'));
    expect(prefix).toBe('arn:aws:states:region:account:stateMachine:aftercart-');
  });

  it('are the compiled ones, with ARNs in place of logical names', () => {
    for (const { journey } of journeys()) {
      const text = legible(machines(stack).get(`aftercart-${journey}`)?.DefinitionString);
      expect(text).not.toContain('${');
      const logical = text.replaceAll(/<Functions([a-z]+)Function[0-9A-F]+\.Arn>/g, '$1');
      const compiled = artefacts.definitions[journey]?.replaceAll(/\$\{([a-z-]+)\}/g, (_, name) =>
        name.replace('-', ''),
      );
      expect(JSON.parse(logical)).toEqual(JSON.parse(String(compiled)));
    }
  });

  it('log what went wrong, and nothing of what went through them', () => {
    for (const [name, machine] of machines(stack)) {
      expect(machine.LoggingConfiguration, name).toMatchObject({ Level: 'ERROR', IncludeExecutionData: false });
      expect(machine.TracingConfiguration ?? { Enabled: false }, name).toEqual({ Enabled: false });
    }
  });

  it('are traced, as the functions are, where the stage says so', () => {
    const traced = synthesize(artefacts, { sms: { createConfigurationSet: false }, keepData: false, tracing: true });
    for (const [name, machine] of machines(traced)) {
      expect(machine.TracingConfiguration, name).toEqual({ Enabled: true });
    }
    for (const [id, { Properties }] of traced.ofType('AWS::Lambda::Function')) {
      expect(Properties.TracingConfig, id).toEqual({ Mode: 'Active' });
    }
  });

  it('are refused when they name a task that no function does', () => {
    const [journey] = Object.keys(artefacts.definitions);
    const definitions = { ...artefacts.definitions, [String(journey)]: `{"Resource":"\${send-pigeon}"}` };
    expect(() => synthesize({ ...artefacts, definitions })).toThrow(
      `${journey}/journey.asl.json names the task send-pigeon`,
    );
  });
});

describe('a journey that is new in the catalogue', () => {
  it('gets its rule and its state machine without a change of the stack', () => {
    const [first] = startedByEvents();
    if (!first) throw new Error('There is no journey to copy.');
    const rules = { ...first, journey: 'anniversary' };
    const catalogue = {
      ...artefacts.catalogue,
      journeys: { ...artefacts.catalogue.journeys, anniversary: { rules, messages: {} } },
    };
    const definitions = { ...artefacts.definitions, anniversary: String(artefacts.definitions[first.journey]) };
    const larger = synthesize({ ...artefacts, catalogue, definitions });
    expect([...storeRules(larger).keys()]).toContain('start-anniversary');
    expect([...machines(larger).keys()]).toContain('aftercart-anniversary');
    expect(Object.keys(larger.resources)).toHaveLength(Object.keys(stack.resources).length + 2);
  });
});
