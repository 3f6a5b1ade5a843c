import type { Page } from './page.ts';
import { startTag } from './tag.ts';

startTag(globalThis as unknown as Page); // it is run by browsers alone
