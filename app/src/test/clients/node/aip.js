'use strict';
/*
 * Uses baidu-aip-sdk 1.5.1 or 2.1.0 as its users do, and prints each answer after its step's name.
 * Arguments: the package, API key, secret key, two photos of Ann, one of Bob, something that is no
 * photo.
 */
const fs = require('fs');

const [sdk, apiKey, secretKey, ...files] = process.argv.slice(2);
const { face: AipFace } = require(sdk);
const [ann, annAgain, bob, noPhoto] = files.map(file => fs.readFileSync(file).toString('base64'));
const client = new AipFace('10000001', apiKey, secretKey);
const steps = [
  ['detect', () => client.detect(ann, {
    face_fields: 'age,beauty,expression,faceshape,gender,glasses,landmark,race,qualities',
    max_face_num: 2,
  })],
  ['detect-no-photo', () => client.detect(noPhoto)],
  ['add-ann', () => client.addUser('ann', 'Ann & Söhne +1', 'staff', ann)],
  ['add-ann-twice', () => client.addUser('ann', 'Ann & Söhne +1', 'staff', ann)],
  ['add-bob', () => client.addUser('bob', 'Bob', 'staff,night', bob)],
  ['add-no-photo', () => client.addUser('eve', 'Eve', 'staff', noPhoto)],
  ['match', () => client.match([ann, annAgain, bob], {
    ext_fields: 'qualities', image_liveness: ',faceliveness,',
  })],
  ['identify', () => client.identifyUser('staff,night', annAgain, { user_top_num: 2 })],
  ['identify-nobody', () => client.identifyUser('nobody_here', annAgain)],
  ['verify', () => client.verifyUser('ann', 'staff', annAgain, { top_num: 3 })],
  ['verify-other', () => client.verifyUser('bob', 'staff', annAgain)],
  ['update', () => client.updateUser('ann', 'Ann', 'staff', annAgain)],
  ['update-stranger', () => client.updateUser('nobody', 'Nobody', 'staff', annAgain)],
  ['get', () => client.getUser('bob', { group_id: 'staff,night' })],
  ['get-everywhere', () => client.getUser('ann')],
  ['groups', () => client.getGrouplist()],
  ['users', () => client.getGroupUsers('staff', { start: 0, num: 10 })],
  ['join', () => client.addGroupUsers('staff', 'lobby,gate', 'ann')],
  ['join-twice', () => client.addGroupUsers('staff', 'lobby', 'ann')],
  ['leave', () => client.deleteGroupUsers('gate', 'ann')],
  ['leave-all', () => client.deleteGroupUsers('staff,lobby', 'ann')],
  ['delete-one', () => client.deleteUser('ann', { group_id: 'lobby' })],
  ['delete', () => client.deleteUser('ann')],
  ['delete-again', () => client.deleteUser('ann')],
  ['get-gone', () => client.getUser('ann')],
];

async function run() {
  for (const [name, step] of steps) {
    console.log(`STEP ${name} ${JSON.stringify(await step())}`);
  }
}

run().catch(error => {
  console.error(error);
  process.exit(1);
});
