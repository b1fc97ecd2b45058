const heads = [
  "campo",
  "vale",
  "morro",
  "porto",
  "ribeira",
  "lagoa",
  "ponte",
  "barra",
  "mata",
  "serra",
  "pedra",
  "vila",
  "fonte",
  "riacho",
  "colina",
  "varzea",
  "ilha",
  "recanto",
  "bosque",
  "chapada",
];
const tails = [
  "alegre",
  "claro",
  "das flores",
  "do sol",
  "dos ipes",
  "da lua",
  "bonito",
  "sereno",
  "das palmeiras",
  "do norte",
  "verde",
  "da aurora",
  "dos ventos",
  "do sul",
  "das aguas",
  "novo",
  "da boa hora",
  "do cafe",
  "dos pinhais",
  "do meio",
];

/** Name of the i-th invented small town of a state: 400 different ones, then numbered. */
export function townName(i: number): string {
  const name = `${heads[i % heads.length]} ${tails[(Math.floor(i / heads.length) + 7 * i) % tails.length]}`;
  const round = Math.floor(i / (heads.length * tails.length));
  return round === 0 ? name : `${name} ${round + 1}`;
}
