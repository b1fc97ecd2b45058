import { Team } from "./shapes";

/** Looks at a barrier before the thread lies down; a few microseconds. */
const spins: i32 = 4000;

/** Waits until all threads of the team are here. */
export function meet(team: Team): void {
  if (team.threads == 1) return;
  const at = changetype<usize>(team);
  const generation = atomic.load<i32>(at, offsetof<Team>("generation"));
  if (atomic.add<i32>(at, 1, offsetof<Team>("arrived")) == team.threads - 1) {
    atomic.store<i32>(at, 0, offsetof<Team>("arrived"));
    atomic.add<i32>(at, 1, offsetof<Team>("generation"));
    atomic.notify(at + offsetof<Team>("generation"), i32.MAX_VALUE);
    return;
  }
  for (let i = 0; i < spins; i++) {
    if (atomic.load<i32>(at, offsetof<Team>("generation")) != generation) return;
  }
  while (atomic.load<i32>(at, offsetof<Team>("generation")) == generation) {
    atomic.wait<i32>(at + offsetof<Team>("generation"), generation, -1);
  }
}

/** The next block nobody has taken; whoever takes it, it is computed alike. */
export function takeBlock(team: Team): i32 {
  if (team.threads == 1) return team.nextBlock++;
  return atomic.add<i32>(changetype<usize>(team), 1, offsetof<Team>("nextBlock"));
}

/** Meets, and starts the count of blocks again. */
export function meetAndRewind(team: Team, isLeader: bool): void {
  meet(team);
  if (isLeader) atomic.store<i32>(changetype<usize>(team), 0, offsetof<Team>("nextBlock"));
  meet(team);
}
