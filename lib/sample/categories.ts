/**
 * A product category of the shop: name in Portuguese and English (null where the real
 * translation file lacks it), number of products and of items sold at Olist's size,
 * price quantiles, median weight, and how much likelier a repeat buyer is to choose it.
 */
export type Category = {
  name: string;
  english: string | null;
  products: number;
  items: number;
  /** ln of the price in BRL at the 10, 25, 50, 75 and 90 % points */
  logPrice: readonly [number, number, number, number, number];
  medianGrams: number;
  repeatLift: number;
};

type Row = readonly [string, string | null, number, number, readonly number[], number, number?];

/**
 * Price: five quantiles in BRL where they were published, else the median and the
 * standard deviation of the logarithm. Counts and quantiles are public figures of the
 * Olist set; small categories are rounded.
 */
const rows: readonly Row[] = [
  ["cama_mesa_banho", "bed_bath_table", 3029, 11115, [31, 48, 80, 115, 177], 1275, 1.6],
  ["beleza_saude", "health_beauty", 2444, 9670, [28, 48, 80, 130, 290], 430],
  ["esporte_lazer", "sports_leisure", 2867, 8641, [28, 50, 97, 140, 206], 900],
  ["moveis_decoracao", "furniture_decor", 2657, 8334, [30, 40, 63, 100, 189], 1200, 1.5],
  ["informatica_acessorios", "computers_accessories", 1639, 7827, [26, 41, 80, 149, 194], 300],
  ["utilidades_domesticas", "housewares", 2335, 6964, [22, 35, 60, 113, 165], 1200],
  ["relogios_presentes", "watches_gifts", 1329, 5991, [39, 55, 119, 191, 379], 335],
  ["telefonia", "telephony", 1134, 4545, [15, 20, 30, 71, 188], 250],
  ["ferramentas_jardim", "garden_tools", 753, 4347, [35, 50, 60, 100, 179], 1650],
  ["automotivo", "auto", 1900, 4235, [26, 45, 100, 177, 335], 1200],
  ["brinquedos", "toys", 1411, 4117, [30, 45, 89, 139, 251], 850],
  ["cool_stuff", "cool_stuff", 789, 3796, [35, 70, 130, 199, 268], 1500],
  ["perfumaria", "perfumery", 868, 3419, [17, 50, 75, 155, 261], 400],
  ["bebes", "baby", 919, 3065, [25, 44, 74, 147, 255], 775],
  ["eletronicos", "electronics", 517, 2767, [12, 15, 24, 64, 105], 200],
  ["papelaria", "stationery", 849, 2517, [26, 44, 79, 129, 170], 925],
  ["fashion_bolsas_e_acessorios", "fashion_bags_accessories", 849, 2031, [50, 0.8], 200, 1.8],
  ["pet_shop", "pet_shop", 719, 1947, [95, 0.85], 625],
  ["moveis_escritorio", "office_furniture", 309, 1691, [82, 120, 147, 178, 237], 11880],
  ["consoles_games", "consoles_games", 317, 1137, [60, 1.1], 157],
  ["malas_acessorios", "luggage_accessories", 349, 1092, [103, 0.58], 1400],
  ["construcao_ferramentas_construcao", "construction_tools_construction", 400, 929, [58, 1.03], 500],
  ["eletrodomesticos", "home_appliances", 370, 771, [70, 1.1], 500, 3],
  ["instrumentos_musicais", "musical_instruments", 289, 680, [89, 1.2], 1350],
  ["eletroportateis", "small_appliances", 231, 679, [23, 28, 79, 386, 849], 912],
  ["casa_construcao", "home_construction", 225, 604, [120, 0.78], 1300],
  ["livros_interesse_geral", "books_general_interest", 216, 553, [43, 0.71], 450],
  ["alimentos", "food", 82, 510, [34, 0.59], 388],
  ["moveis_sala", "furniture_living_room", 156, 503, [107, 0.79], 6475],
  ["casa_conforto", "home_confort", 111, 434, [90, 0.8], 1825],
  ["bebidas", "drinks", 81, 379, [47, 0.48], 250],
  ["audio", "audio", 58, 364, [110, 1.0], 607],
  ["market_place", "market_place", 104, 311, [65, 0.7], 1150],
  ["construcao_ferramentas_iluminacao", "construction_tools_lights", 78, 304, [46, 1.0], 825],
  ["climatizacao", "air_conditioning", 124, 297, [120, 1.1], 1655],
  [
    "moveis_cozinha_area_de_servico_jantar_e_jardim",
    "kitchen_dining_laundry_garden_furniture",
    94,
    281,
    [130, 0.8],
    9800,
  ],
  ["alimentos_bebidas", "food_drink", 104, 278, [48, 0.5], 1200],
  ["industria_comercio_e_negocios", "industry_commerce_and_business", 68, 268, [85, 0.9], 3000],
  ["livros_tecnicos", "books_technical", 123, 267, [50, 0.7], 750],
  ["telefonia_fixa", "fixed_telephony", 116, 264, [90, 1.4], 429],
  ["fashion_calcados", "fashion_shoes", 173, 262, [70, 0.7], 700],
  ["construcao_ferramentas_jardim", "costruction_tools_garden", 88, 238, [60, 0.9], 550],
  ["eletrodomesticos_2", "home_appliances_2", 90, 238, [330, 1.0], 6100],
  ["agro_industria_e_comercio", "agro_industry_and_commerce", 74, 212, [110, 1.3], 2650],
  ["artes", "art", 55, 209, [90, 0.6], 1700],
  ["pcs", "computers", 30, 203, [1100, 0.4], 4000],
  ["sinalizacao_e_seguranca", "signaling_and_security", 93, 199, [55, 0.95], 600],
  ["construcao_ferramentas_seguranca", "construction_tools_safety", 91, 194, [90, 1.1], 300],
  ["artigos_de_natal", "christmas_supplies", 65, 153, [40, 0.8], 500],
  ["fashion_roupa_masculina", "fashion_male_clothing", 95, 132, [70, 0.6], 400],
  ["fashion_underwear_e_moda_praia", "fashion_underwear_beach", 53, 131, [55, 0.55], 325],
  ["moveis_quarto", "furniture_bedroom", 45, 109, [140, 0.8], 9000],
  ["construcao_ferramentas_ferramentas", "costruction_tools_tools", 39, 103, [70, 0.8], 700],
  ["tablets_impressao_imagem", "tablets_printing_image", 9, 83, [75, 0.4], 283],
  ["portateis_casa_forno_e_cafe", "small_appliances_home_oven_and_coffee", 31, 76, [350, 1.3], 6500],
  ["cine_foto", "cine_photo", 28, 72, [70, 0.8], 400],
  ["dvds_blu_ray", "dvds_blu_ray", 48, 64, [60, 0.7], 400],
  ["livros_importados", "books_imported", 31, 60, [60, 0.5], 600],
  ["fashion_roupa_feminina", "fashio_female_clothing", 27, 48, [50, 0.5], 400],
  ["artigos_de_festas", "party_supplies", 26, 43, [60, 0.9], 700],
  ["fraldas_higiene", "diapers_and_hygiene", 12, 39, [35, 0.4], 900],
  ["musica", "music", 27, 38, [120, 0.8], 1500],
  ["moveis_colchao_e_estofado", "furniture_mattress_and_upholstery", 10, 38, [110, 0.5], 9000],
  ["flores", "flowers", 14, 33, [36, 0.4], 725],
  ["casa_conforto_2", "home_comfort_2", 5, 30, [13, 0.4], 700],
  ["fashion_esporte", "fashion_sport", 19, 30, [60, 0.5], 400],
  ["artes_e_artesanato", "arts_and_craftmanship", 19, 24, [50, 0.9], 1500],
  ["portateis_cozinha_e_preparadores_de_alimentos", null, 10, 15, [240, 0.6], 3000],
  ["la_cuisine", "la_cuisine", 10, 14, [140, 0.5], 4000],
  ["cds_dvds_musicais", "cds_dvds_musicals", 1, 14, [55, 0.1], 550],
  ["pc_gamer", null, 3, 9, [170, 0.2], 3500],
  ["fashion_roupa_infanto_juvenil", "fashion_childrens_clothes", 5, 8, [70, 0.3], 400],
  ["seguros_e_servicos", "security_and_services", 2, 2, [140, 0.3], 400],
];

/** The categories, most items first. */
export const categories: readonly Category[] = rows.map(
  ([name, english, products, items, price, medianGrams, repeatLift = 1]) => ({
    name,
    english,
    products,
    items,
    logPrice: logQuantiles(price),
    medianGrams,
    repeatLift,
  }),
);

/** Products and items of the real set that carry no category name at all. */
export const uncategorised: Category = {
  name: "",
  english: null,
  products: 610,
  items: 1603,
  logPrice: logQuantiles([70, 0.85]),
  medianGrams: 700,
  repeatLift: 1,
};

function logQuantiles(price: readonly number[]): Category["logPrice"] {
  if (price.length === 2) {
    const [median = 1, sd = 0] = price;
    const at = (z: number) => Math.log(median) + z * sd;
    return [at(-1.2816), at(-0.6745), at(0), at(0.6745), at(1.2816)];
  }
  const [a = 1, b = 1, c = 1, d = 1, e = 1] = price.map(Math.log);
  return [a, b, c, d, e];
}
