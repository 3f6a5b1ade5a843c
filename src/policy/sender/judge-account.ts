import type { Words } from '../../commerce/words.ts';
import { type AccountFacts, isSilent, type Rate, type Rates, type Silence } from './facts.ts';
import { type SenderVerdict, unanswered } from './verdict.ts';

/** SES reviews an account from these shares on; half of them leaves time to act. */
export const reviewedFrom = { bounces: 0.05, complaints: 0.001 } as const;

const causes: Words = {
  en: 'Answer the case in the SES console, and find the cause: docs/operations.md, "ReduceBounces".',
  ja: 'SESコンソールのケースに回答し、原因を調べてください（docs/operations.md の「ReduceBounces」）。',
};

const questions = {
  account: { en: 'the account', ja: 'アカウント' },
  suppression: { en: 'the account’s list of closed addresses', ja: 'アカウントのサプレッションリスト' },
} as const;

/** Judges the account: its state in SES, and its list of closed addresses. */
export function judgeAccount(account: AccountFacts | Silence): SenderVerdict[] {
  if (!isSilent(account)) return [aboutState(account), aboutSuppression(account)];
  return (['account', 'suppression'] as const).map((about) => unanswered(about, 'SES', account, questions[about]));
}

/** Judges the shares of bounces and complaints. */
export function judgeRates(rates: Rates): SenderVerdict[] {
  return (['bounces', 'complaints'] as const).map((kind) => aboutRate(kind, rates[kind]));
}

function aboutState({ sends, enforcement }: AccountFacts): SenderVerdict {
  const about = 'account';
  if (!sends || enforcement === 'SHUTDOWN') {
    const what = {
      en: 'SES has paused the account: nothing goes out.',
      ja: 'SESがアカウントの送信を停止しているため、メールを送信できません。',
    };
    return { about, state: 'trouble', grade: 'paused', what, mend: causes };
  }
  if (enforcement === 'PROBATION') {
    const what = {
      en: 'SES reviews the account, and may pause it.',
      ja: 'アカウントがSESの審査対象になっています。送信を停止されるおそれがあります。',
    };
    return { about, state: 'trouble', grade: 'review', what, mend: causes };
  }
  const what = { en: 'SES has nothing against the account.', ja: 'アカウントはSESで正常な状態です。' };
  return { about, state: 'good', what };
}

function aboutSuppression({ suppresses }: AccountFacts): SenderVerdict {
  const left = ['BOUNCE', 'COMPLAINT'].filter((reason) => !suppresses.includes(reason));
  if (left.length === 0) {
    const what = {
      en: 'The account’s own list takes addresses that bounce or complain.',
      ja: '不達や迷惑メール報告のあった宛先は、アカウントのサプレッションリストに登録されます。',
    };
    return { about: 'suppression', state: 'good', what };
  }
  const command = 'aws sesv2 put-account-suppression-attributes --suppressed-reasons BOUNCE COMPLAINT';
  return {
    about: 'suppression',
    state: 'trouble',
    what: {
      en: `The account’s own list takes no addresses by ${left.join(' and ')}. Aftercart’s mail is protected all the same; other mail of the account is not.`,
      ja: `アカウントのサプレッションリストに ${left.join(' と ')} の宛先が登録されない設定です。Aftercartのメールは保護されますが、アカウントのほかのメールは保護されません。`,
    },
    mend: { en: command, ja: command },
  };
}

const names = {
  bounces: { en: 'bounces', ja: '不達率' },
  complaints: { en: 'complaints', ja: '迷惑メール報告率' },
} as const;

function aboutRate(about: 'bounces' | 'complaints', share: Rate): SenderVerdict {
  const { en, ja } = names[about];
  if (isSilent(share)) return unanswered(about, 'CloudWatch', share, { en, ja });
  if (share === 'none') {
    const what = {
      en: `There was too little mail in the last day to count ${en}.`,
      ja: `直近1日の送信数が少なく、${ja}は計算されていません。`,
    };
    return { about, state: 'unknown', isUsual: true, what };
  }
  const limit = reviewedFrom[about];
  const [is, of] = [percent(share), percent(limit)];
  if (share < limit / 2) {
    const what = {
      en: `${is} % ${en}; SES reviews an account from ${of} % on.`,
      ja: `${ja}は${is}％です（SESの審査対象は${of}％から）。`,
    };
    return { about, state: 'good', what };
  }
  const isBeyond = share >= limit;
  return {
    about,
    state: 'trouble',
    grade: isBeyond ? 'beyond' : 'near',
    what: {
      en: `${is} % ${en}, ${isBeyond ? 'beyond' : 'half way to'} the ${of} % at which SES reviews an account.`,
      ja: isBeyond
        ? `${ja}が${is}％で、SESの審査対象となる${of}％を超えています。`
        : `${ja}が${is}％で、SESの審査対象となる${of}％の半分を超えています。`,
    },
    mend: {
      en: 'Pause what sends most (npm run sending -- pause), and find the cause: docs/operations.md, "ReduceBounces".',
      ja: '送信の多いジャーニーを一時停止し（npm run sending -- pause）、原因を調べてください（docs/operations.md の「ReduceBounces」）。',
    },
  };
}

function percent(share: number): number {
  return Number((share * 100).toPrecision(2));
}
