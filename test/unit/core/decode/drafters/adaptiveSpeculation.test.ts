import { describe, expect, it } from 'vitest';
import { AdaptiveSpeculation } from '../../../../../src/core/decode/drafters/adaptiveSpeculation.js';
import type { Drafter } from '../../../../../src/core/decode/drafters/drafter.js';

/** The time that a forward of n tokens takes on the machine of these tests. */
const forwardMs = (tokens: number): number => 10 + tokens;

/** A machine with a clock of its own, and drafters whose tokens are accepted as the test says. */
class Machine {
  ms = 0;
  readonly adaptive = new AdaptiveSpeculation(() => this.ms);

  /** @param draftMs what it takes to draft one token. */
  drafter(name: string, draftMs = 0, isSilent = false): Drafter {
    return {
      name,
      draft: (_, limit) => {
        if (isSilent) return undefined;
        this.ms += draftMs * limit;
        return { tokens: new Array<number>(limit).fill(0) };
      },
    };
  }

  /** Forwards of others, which take as long as this says. */
  measure(cost: (tokens: number) => number): void {
    const speculation = this.adaptive.with([]);
    for (let i = 0; i < 100; i++) {
      const drafted = i % 8;
      speculation.learn({ drafter: undefined, drafted, accepted: 0, forwardMs: cost(1 + drafted) });
    }
  }

  /** The lengths of the drafts of some steps, as `name length`; '-' where nothing was drafted. */
  async steps(
    count: number,
    drafters: readonly Drafter[],
    accepted: (length: number, drafter: string) => number,
    room = 99,
  ): Promise<string[]> {
    const speculation = this.adaptive.with(drafters);
    const lengths: string[] = [];
    for (let i = 0; i < count; i++) {
      const proposal = await speculation.propose([0, 0], room);
      const drafted = proposal?.tokens.length ?? 0;
      lengths.push(proposal ? `${proposal.drafter} ${drafted}` : '-');
      const outcome = { drafter: proposal?.drafter, drafted, accepted: accepted(drafted, proposal?.drafter ?? '') };
      speculation.learn({ ...outcome, forwardMs: forwardMs(1 + drafted) });
    }
    return lengths;
  }
}

const all = (length: number): number => length;
const none = (): number => 0;

describe('AdaptiveSpeculation', () => {
  it('drafts as many tokens as allowed when a drafter is always right', async () => {
    const machine = new Machine();
    const lengths = await machine.steps(60, [machine.drafter('sure')], all);
    expect(lengths.slice(-20)).toEqual(new Array(20).fill('sure 16'));
  });

  it('disables a drafter that is always wrong, and retries it with one token every 32 steps', async () => {
    const machine = new Machine();
    const lengths = await machine.steps(200, [machine.drafter('wrong')], none);
    expect(lengths.slice(0, 5)).not.toContain('-');
    expect(lengths.slice(30).filter((length) => length !== '-')).toEqual(new Array(5).fill('wrong 1'));
    const tries = lengths.flatMap((length, step) => (length === '-' ? [] : [step])).slice(-5);
    expect(tries.slice(1).map((step, i) => step - tries[i]!)).toEqual([32, 32, 32, 32]);
  });

  it('retries a drafter 32 steps after it last paid', async () => {
    const machine = new Machine();
    const drafters = [machine.drafter('wrong')];
    await machine.steps(40, drafters, none);
    machine.measure(() => 10);
    expect(await machine.steps(1, drafters, none)).not.toEqual(['-']);
    machine.measure(forwardMs);
    expect((await machine.steps(40, drafters, none)).indexOf('wrong 1')).toBe(31);
  });

  it('enables a drafter again when it becomes right', async () => {
    const machine = new Machine();
    const drafter = machine.drafter('late');
    await machine.steps(100, [drafter], none);
    const lengths = await machine.steps(120, [drafter], all);
    expect(lengths.slice(-20)).toEqual(new Array(20).fill('late 16'));
  });

  it('drafts a few tokens when a drafter is right half of the time', async () => {
    const machine = new Machine();
    let step = 0;
    const lengths = await machine.steps(200, [machine.drafter('half')], () => step++ % 2);
    const last = lengths.slice(-50).map((length) => Number(length.split(' ')[1]));
    expect(Math.min(...last)).toBeGreaterThanOrEqual(1);
    expect(Math.max(...last)).toBeLessThanOrEqual(5);
  });

  it('disables a drafter that takes longer than a forward, however right it is', async () => {
    const machine = new Machine();
    const lengths = await machine.steps(200, [machine.drafter('slow', 30)], all);
    expect(lengths.slice(-40).filter((length) => length !== '-').length).toBeLessThanOrEqual(2);
  });

  it('drafts as many tokens when each costs a little', async () => {
    const machine = new Machine();
    const lengths = await machine.steps(80, [machine.drafter('quick', 1)], all);
    expect(lengths.slice(-20)).toEqual(new Array(20).fill('quick 16'));
  });

  it('requests at most as many tokens as fit', async () => {
    const machine = new Machine();
    await machine.steps(60, [machine.drafter('sure')], all);
    expect(await machine.steps(1, [machine.drafter('sure')], all, 3)).toEqual(['sure 3']);
  });
});

describe('AdaptiveSpeculation with several drafters', () => {
  it('takes the first that has an idea', async () => {
    const machine = new Machine();
    const silent = machine.drafter('silent', 0, true);
    const empty: Drafter = { name: 'empty', draft: () => ({ tokens: [] }) };
    const sure = machine.drafter('sure');
    const other = machine.drafter('other');
    const lengths = await machine.steps(3, [silent, empty, sure, other], all);
    expect(lengths.map((length) => length.split(' ')[0])).toEqual(['sure', 'sure', 'sure']);
    expect(await machine.steps(1, [silent, empty], all)).toEqual(['-']);
  });

  it('skips a disabled one', async () => {
    const machine = new Machine();
    const drafters = [machine.drafter('wrong'), machine.drafter('sure')];
    const lengths = await machine.steps(128, drafters, (length, drafter) => (drafter === 'sure' ? length : 0));
    const last = lengths.slice(-32);
    expect(last.filter((length) => length === 'sure 16')).toHaveLength(31);
    expect(last.filter((length) => length === 'wrong 1')).toHaveLength(1);
  });
});

describe('measurements of AdaptiveSpeculation', () => {
  it('are kept from one answer to the next, by the name of the drafter', async () => {
    const machine = new Machine();
    await machine.steps(60, [machine.drafter('wrong')], none);
    await machine.steps(60, [machine.drafter('sure')], all);
    expect(await machine.steps(2, [machine.drafter('sure')], all)).toEqual(['sure 16', 'sure 16']);
    expect((await machine.steps(31, [machine.drafter('wrong')], none)).filter((length) => length === '-')).toHaveLength(
      30,
    );
  });

  it('decide by the forwards how long a draft pays', async () => {
    // Where each token costs as much as the first one, only what is nearly sure pays.
    const machine = new Machine();
    const speculation = machine.adaptive.with([machine.drafter('half')]);
    for (let i = 0; i < 40; i++) {
      const drafted = i % 4;
      speculation.learn({ drafter: 'half', drafted, accepted: i % 2 ? drafted : 0, forwardMs: 10 * (1 + drafted) });
    }
    expect(await speculation.propose([0], 99)).toBeUndefined();
  });

  it('count forwards without a draft for the cost alone', async () => {
    const machine = new Machine();
    const fresh = await machine.steps(1, [machine.drafter('any')], all);
    const other = new Machine();
    other.adaptive.with([]).learn({ drafter: undefined, drafted: 0, accepted: 0, forwardMs: 11 });
    expect(await other.steps(1, [other.drafter('any')], all)).toEqual(fresh);
  });
});
