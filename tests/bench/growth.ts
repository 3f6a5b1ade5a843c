import { Regular } from '../fixtures/regular.ts';
import { printTable } from './report.ts';

const sizes = [10, 100, 1000, 10_000];
