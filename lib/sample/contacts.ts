import { drawSecond } from "./calendar";
import { integerBetween, weightedKey } from "./random";
import { timestampText } from "./timestamps";
import type { Random } from "@/lib/stats/random";

const firstNames = [
  "Ana",
  "João",
  "Maria",
  "Antônio",
  "Beatriz",
  "Caio",
  "Camila",
  "Carlos",
  "Clara",
  "Daniel",
  "Débora",
  "Diego",
  "Eduarda",
  "Elisa",
  "Fábio",
  "Fernanda",
  "Flávia",
  "Gabriel",
  "Helena",
  "Heitor",
  "Igor",
  "Isabela",
  "Joana",
  "José",
  "Júlia",
  "Larissa",
  "Laura",
  "Leandro",
  "Letícia",
  "Lúcia",
  "Luísa",
  "Marcelo",
  "Márcia",
  "Mateus",
  "Miguel",
  "Natália",
  "Otávio",
  "Patrícia",
  "Paulo",
  "Pedro",
  "Rafael",
  "Renata",
  "Ricardo",
  "Rosa",
  "Samuel",
  "Sofia",
  "Tânia",
  "Tiago",
  "Valéria",
  "Vítor",
];
const lastNames = [
  "Abreu",
  "Almeida",
  "Alves",
  "Araújo",
  "Azevedo",
  "Barbosa",
  "Barros",
  "Batista",
  "Borges",
  "Campos",
  "Cardoso",
  "Carvalho",
  "Castro",
  "Conceição",
  "Correia",
  "Costa",
  "Cunha",
  "Dias",
  "Duarte",
  "Esteves",
  "Farias",
  "Fernandes",
  "Ferreira",
  "Fonseca",
  "Freitas",
  "Garcia",
  "Gomes",
  "Gonçalves",
  "Lima",
  "Lopes",
  "Macedo",
  "Machado",
  "Magalhães",
  "Marques",
  "Martins",
  "Medeiros",
  "Melo",
  "Mendes",
  "Monteiro",
  "Moraes",
  "Moreira",
  "Nascimento",
  "Neves",
  "Nunes",
  "Oliveira",
  "Pacheco",
  "Peixoto",
  "Pereira",
  "Pinto",
  "Queirós",
  "Ramos",
  "Ribeiro",
  "Rocha",
  "Sá",
  "Sales",
  "Santana",
  "Santos",
  "Silva",
  "Simões",
  "Soares",
  "Souza",
  "Tavares",
  "Teixeira",
  "Vieira",
];
const asciiFirst = firstNames.map(plain);
const asciiLast = lastNames.map(plain);

/** Consent as the file writes it; empty means that nobody asked. */
const drawEmailConsent = weightedKey([
  ["yes", 55],
  ["no", 15],
  ["", 30],
] as const);
const drawSmsConsent = weightedKey([
  ["yes", 35],
  ["no", 25],
  ["", 40],
] as const);

/** Whom the line is about: number, identifier, area code of the state; consent dates from the first order. */
export type ContactOwner = { index: number; person: string; dialling: number; firstOrderDay: number };

const withoutEmail = 0.02;
const withoutPhone = 0.08;

/**
 * One line of the contacts file, invented throughout: addresses at `example.com`
 * carry the customer's number and so are unique, and mobile numbers begin with 90,
 * which no Brazilian operator has been given.
 *
 * @returns the line with its line end
 */
export function contactLine(random: Random, customer: ContactOwner): string {
  const { index, person, dialling, firstOrderDay } = customer;
  const first = integerBetween(random, 0, firstNames.length - 1);
  const last = integerBetween(random, 0, lastNames.length - 1);
  const email =
    random() < withoutEmail ? "" : `${asciiFirst[first]}.${asciiLast[last]}.${index + 1}@example.com`;
  const phone =
    random() < withoutPhone ? "" : `+55${dialling}90${String(index % 10_000_000).padStart(7, "0")}`;
  const emailConsent = email === "" ? "" : drawEmailConsent(random);
  const smsConsent = phone === "" ? "" : drawSmsConsent(random);
  const isAsked = emailConsent !== "" || smsConsent !== "";
  const consentAt = isAsked ? timestampText(drawSecond(random, firstOrderDay)) : "";
  return `${person},${email},${phone},${firstNames[first]},${lastNames[last]},${emailConsent},${smsConsent},${consentAt}\n`;
}

/** Lower case without accents. */
function plain(name: string): string {
  return name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
