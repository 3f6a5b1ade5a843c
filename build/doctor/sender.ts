import { type EmailSettings, warmUpOf } from '../../infra/settings.ts';
import { readSender, type SenderSources } from '../../src/aws/sender-facts.ts';
import { warmDay, warmUpEnds } from '../../src/policy/delivery/warm-up.ts';
import { isSilent, type SenderFacts } from '../../src/policy/sender/facts.ts';
import { judgeSender } from '../../src/policy/sender/judge.ts';
import type { SenderVerdict } from '../../src/policy/sender/verdict.ts';
import { type Finding, good, judged, missing } from './finding.ts';

/** Checks whether mail of the sender arrives, as the stage does every day. An address has no DNS records of its own. */
export async function examineSender(
  sources: SenderSources,
  email: EmailSettings | undefined,
): Promise<readonly Finding[]> {
  if (!email || email.identity.includes('@')) return [];
  const ask = async () => {
    const region = await sources.ses.config.region();
    return readSender({ identity: email.identity, senderAddress: email.senderAddress, region }, sources);
  };
  return judged({ en: 'whether mail arrives', ja: 'メールの到達状況' }, ask, (facts) => [
    ...(facts.domain === 'absent'
      ? []
      : judgeSender(facts)
          .filter((verdict) => isNews(verdict, facts))
          .map(findingOf)),
    ...progress(facts, email, sources.now),
  ]);
}

/** What the doctor has not said already, by SES's own word. */
function isNews({ about, grade }: SenderVerdict, { domain }: SenderFacts): boolean {
  if (domain === 'absent' || about === 'domain') return false;
  if (about === 'account') return grade === 'review';
  if (isSilent(domain)) return about !== 'DKIM' && about !== 'MAIL FROM';
  if (about === 'DKIM') return domain.isVerified && domain.dkim === 'SUCCESS';
  return about !== 'MAIL FROM' || domain.mailFrom?.status === 'SUCCESS';
}

function findingOf({ state, what, mend }: SenderVerdict): Finding {
  if (state === 'unknown') return { state, what };
  return state === 'good' ? good(what) : missing(what, mend ?? { en: '', ja: '' });
}

/** The day of the warm-up, by UTC: the store's own clock is not asked here. */
function progress({ account }: SenderFacts, { warmUp }: EmailSettings, now: number): Finding[] {
  if (!warmUp) return [];
  const plan = warmUpOf(warmUp);
  const today = warmDay(plan, now, 'UTC');
  const sent = isSilent(account)
    ? { en: 'an unknown number', ja: '不明' }
    : { en: account.sentLately, ja: `${account.sentLately}通` };
  if (today === undefined) return [warmedUp(warmUpEnds(plan))];
  const { number, most } = today;
  return [
    good({
      en: `Day ${number} of the warm-up: ${sent.en} of ${most} e-mails in 24 hours. It ends on ${warmUpEnds(plan)}.`,
      ja: `ウォームアップ${number}日目：24時間の送信数は${sent.ja}（上限${most}通）です。${warmUpEnds(plan)} に終わります。`,
    }),
  ];
}

function warmedUp(day: string): Finding {
  return good({
    en: `The warm-up ended on ${day}: email.warmUp is no longer needed.`,
    ja: `ウォームアップは ${day} に終わりました。email.warmUp は不要です。`,
  });
}
